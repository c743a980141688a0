# SPDX-FileCopyrightText: Sessionscope contributors
# SPDX-License-Identifier: Apache-2.0

# Precompiled headers of other people, for the builds that only check. What is shipped is built without, so that every
# file of ours names what it needs. Without SESSIONSCOPE_PCH the functions below do nothing.
option(SESSIONSCOPE_PCH "Precompile the headers of libraries" OFF)

set(SESSIONSCOPE_PCH_CORE
    <algorithm> <array> <charconv> <chrono> <functional> <map> <memory> <optional> <set> <span> <string> <string_view>
    <variant> <vector> <fmt/format.h> <fmt/ranges.h> <nlohmann/json.hpp> <tl/expected.hpp>)
set(SESSIONSCOPE_PCH_LIVE ${SESSIONSCOPE_PCH_CORE}
    <boost/asio/as_tuple.hpp> <boost/asio/awaitable.hpp> <boost/asio/basic_waitable_timer.hpp>
    <boost/asio/co_spawn.hpp> <boost/asio/detached.hpp> <boost/asio/io_context.hpp> <boost/asio/ip/tcp.hpp>
    <boost/asio/post.hpp> <boost/asio/use_awaitable.hpp> <boost/asio/write.hpp>)

if(SESSIONSCOPE_PCH AND CMAKE_CXX_COMPILER_ID MATCHES "Clang")
    # Lets ccache keep objects that use one; it also needs CCACHE_SLOPPINESS=pch_defines,time_macros.
    add_compile_options("SHELL:-Xclang -fno-pch-timestamp")
endif()

# sessionscope_precompile(TARGET HEADERS...)
function(sessionscope_precompile target)
    if(SESSIONSCOPE_PCH)
        target_precompile_headers(${target} PRIVATE ${ARGN})
    endif()
endfunction()

# sessionscope_precompile_test(TARGET LIBRARIES...): the tests that link the same libraries share one.
function(sessionscope_precompile_test target)
    if(NOT SESSIONSCOPE_PCH)
        return()
    endif()
    string(MAKE_C_IDENTIFIER "test_headers_${ARGN}" holder)
    if(NOT TARGET ${holder})
        file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/${holder}.cpp CONTENT "")
        add_library(${holder} OBJECT ${CMAKE_BINARY_DIR}/${holder}.cpp)
        target_link_libraries(${holder} PRIVATE ${ARGN})
        set(headers ${SESSIONSCOPE_PCH_CORE})
        if("sessionscope_live" IN_LIST ARGN)
            set(headers ${SESSIONSCOPE_PCH_LIVE})
        endif()
        target_precompile_headers(${holder} PRIVATE ${headers} <QTest> <QSignalSpy> <QTemporaryDir>)
    endif()
    target_precompile_headers(${target} REUSE_FROM ${holder})
endfunction()
