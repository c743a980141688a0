# SPDX-FileCopyrightText: Sessionscope contributors
# SPDX-License-Identifier: Apache-2.0

set(SESSIONSCOPE_FUZZ_SECONDS 30 CACHE STRING "How long a test run lets each libFuzzer target look for inputs")

# sessionscope_fuzz_target(NAME LIBRARIES...): one libFuzzer program from NAME.cpp, part of the target `fuzzers`, with a
# test of the label `fuzz` that runs it. Inputs in corpus/NAME beside it are where it starts from; what it finds on the
# way stays in the build folder. Without SESSIONSCOPE_FUZZ this does nothing.
function(sessionscope_fuzz_target name)
    if(NOT SESSIONSCOPE_FUZZ)
        return()
    endif()
    if(NOT TARGET fuzzers)
        add_custom_target(fuzzers)
    endif()
    add_executable(${name} ${name}.cpp)
    target_link_libraries(${name} PRIVATE ${ARGN})
    target_link_options(${name} PRIVATE -fsanitize=fuzzer)
    add_dependencies(fuzzers ${name})

    set(corpora ${CMAKE_CURRENT_BINARY_DIR}/${name}-corpus)
    file(MAKE_DIRECTORY ${corpora})
    if(EXISTS ${CMAKE_CURRENT_SOURCE_DIR}/corpus/${name})
        list(APPEND corpora ${CMAKE_CURRENT_SOURCE_DIR}/corpus/${name})
    endif()
    math(EXPR limit "${SESSIONSCOPE_FUZZ_SECONDS} + 60")
    add_test(NAME ${name}
        COMMAND ${name} -max_total_time=${SESSIONSCOPE_FUZZ_SECONDS} -timeout=10 -rss_limit_mb=2048
            -print_final_stats=1 ${corpora})
    set_tests_properties(${name} PROPERTIES LABELS fuzz TIMEOUT ${limit})
endfunction()
