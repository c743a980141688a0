# SPDX-FileCopyrightText: Sessionscope contributors
# SPDX-License-Identifier: Apache-2.0

option(SESSIONSCOPE_HARDENED_LIBRARY "Have the standard library check indices, iterators and optionals" OFF)

# Assertions stay on in every build type, the shipped one included: a diagnosing tool that goes on after a broken
# invariant gives a wrong verdict, which is worse than none. So no flags of ours define NDEBUG.
set(CMAKE_CXX_FLAGS_RELEASE "-O3")
set(CMAKE_CXX_FLAGS_RELWITHDEBINFO "-O2 -g")
# Fast enough to run every test, with frames that a sanitizer's report can name.
set(CMAKE_CXX_FLAGS_SANITIZED "-O1 -gline-tables-only")
mark_as_advanced(CMAKE_CXX_FLAGS_SANITIZED)

# One interface target carries what every target of ours is compiled with; libraries of others are never touched.
add_library(sessionscope_options INTERFACE)
target_include_directories(sessionscope_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(sessionscope_options INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual
    # A switch over an enum class that names every case has no default, so that a new case is a warning.
    $<$<CXX_COMPILER_ID:Clang,AppleClang>:-Wcovered-switch-default>)
if(SESSIONSCOPE_WERROR)
    target_compile_options(sessionscope_options INTERFACE -Werror
        # What GCC concludes after inlining is wrong too often inside other people's headers (fmt, the library).
        $<$<CXX_COMPILER_ID:GNU>:-Wno-error=stringop-overflow -Wno-error=stringop-overread -Wno-error=array-bounds
            -Wno-error=restrict -Wno-error=maybe-uninitialized -Wno-error=null-dereference>)
endif()
if(SESSIONSCOPE_HARDENED_LIBRARY)
    target_compile_definitions(sessionscope_options INTERFACE _GLIBCXX_ASSERTIONS)
endif()

if(SESSIONSCOPE_SANITIZE)
    set(sanitizer_flags -fsanitize=${SESSIONSCOPE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all
        $<$<CXX_COMPILER_ID:Clang,AppleClang>:-fsanitize-ignorelist=${PROJECT_SOURCE_DIR}/cmake/sanitizer_ignore.txt>)
    target_compile_options(sessionscope_options INTERFACE ${sanitizer_flags})
    target_link_options(sessionscope_options INTERFACE ${sanitizer_flags})
endif()

if(SESSIONSCOPE_FUZZ)
    if(NOT CMAKE_CXX_COMPILER_ID MATCHES "Clang")
        message(FATAL_ERROR "SESSIONSCOPE_FUZZ needs clang: libFuzzer is part of it. Use the preset `asan`.")
    endif()
    # Coverage feedback from our libraries too, not from the fuzz targets alone.
    target_compile_options(sessionscope_options INTERFACE -fsanitize=fuzzer-no-link)
endif()

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()
find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
    target_link_options(sessionscope_options INTERFACE -fuse-ld=mold)
endif()
