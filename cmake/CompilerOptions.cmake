# SPDX-FileCopyrightText: Sessionscope contributors
# SPDX-License-Identifier: Apache-2.0

# One interface target carries what every target of ours is compiled with; libraries of others are never touched.
add_library(sessionscope_options INTERFACE)
target_include_directories(sessionscope_options INTERFACE ${PROJECT_SOURCE_DIR})
target_compile_options(sessionscope_options INTERFACE
    -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual)
if(SESSIONSCOPE_WERROR)
    target_compile_options(sessionscope_options INTERFACE -Werror)
endif()

if(SESSIONSCOPE_SANITIZE)
    set(sanitizer_flags -fsanitize=${SESSIONSCOPE_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
    target_compile_options(sessionscope_options INTERFACE ${sanitizer_flags})
    target_link_options(sessionscope_options INTERFACE ${sanitizer_flags})
endif()

find_program(CCACHE_PROGRAM ccache)
if(CCACHE_PROGRAM AND NOT DEFINED CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${CCACHE_PROGRAM})
endif()
find_program(MOLD_PROGRAM mold)
if(MOLD_PROGRAM)
    target_link_options(sessionscope_options INTERFACE -fuse-ld=mold)
endif()
