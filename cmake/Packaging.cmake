# SPDX-FileCopyrightText: Sessionscope contributors
# SPDX-License-Identifier: Apache-2.0

# What `cmake --install` puts where, and the Debian package that `cpack -G DEB` makes of it in the build folder.
if(TARGET sessionscope-cli)
    install(TARGETS sessionscope-cli RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
    install(FILES ${PROJECT_SOURCE_DIR}/packaging/man/sessionscope-cli.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
    install(FILES ${PROJECT_SOURCE_DIR}/packaging/completions/sessionscope-cli.bash
        DESTINATION ${CMAKE_INSTALL_DATADIR}/bash-completion/completions RENAME sessionscope-cli)
    install(FILES ${PROJECT_SOURCE_DIR}/packaging/completions/sessionscope-cli.zsh
        DESTINATION ${CMAKE_INSTALL_DATADIR}/zsh/vendor-completions RENAME _sessionscope-cli)
    install(FILES ${PROJECT_SOURCE_DIR}/packaging/completions/sessionscope-cli.fish
        DESTINATION ${CMAKE_INSTALL_DATADIR}/fish/vendor_completions.d)
endif()
if(TARGET sessionscope)
    install(TARGETS sessionscope RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
    set(desktop ${PROJECT_SOURCE_DIR}/packaging/desktop)
    install(FILES ${PROJECT_SOURCE_DIR}/packaging/man/sessionscope.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
    install(FILES ${desktop}/sessionscope.desktop DESTINATION ${CMAKE_INSTALL_DATADIR}/applications)
    install(FILES ${desktop}/sessionscope.metainfo.xml DESTINATION ${CMAKE_INSTALL_DATADIR}/metainfo)
    install(FILES ${desktop}/sessionscope.svg DESTINATION ${CMAKE_INSTALL_DATADIR}/icons/hicolor/scalable/apps)
endif()
install(FILES ${PROJECT_SOURCE_DIR}/README.md DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/sessionscope-cli)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DATADIR}/doc/sessionscope-cli RENAME copyright)

set(CPACK_PACKAGE_NAME sessionscope-cli)
set(CPACK_PACKAGE_VENDOR "Sessionscope contributors")
set(CPACK_PACKAGE_CONTACT "Sessionscope contributors")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "shows why MCP sessions are lost when a proxy restarts")
set(CPACK_STRIP_FILES ON)
set(CPACK_GENERATOR DEB)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION net)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# The real store; without it the embedded one serves.
set(CPACK_DEBIAN_PACKAGE_RECOMMENDS "redis-server | valkey-server")
include(CPack)
