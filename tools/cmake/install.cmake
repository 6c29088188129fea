# `cmake --install` ships the libraries with their headers, the program and the rule pack as plain files.
include(CMakePackageConfigHelpers)

set(PACK_DIR ${CMAKE_INSTALL_DATADIR}/orthoscrub/pack)

install(TARGETS orthoscrub_parser orthoscrub_grammars orthoscrub_scrubber EXPORT orthoscrubTargets
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(TARGETS orthoscrub RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})

# Headers keep their paths: an integrator writes #include <parser/envelope/interchange_reader.hpp>.
install(DIRECTORY parser grammars scrubber DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/orthoscrub
        FILES_MATCHING PATTERN "*.hpp" PATTERN "core" EXCLUDE PATTERN "claim_837p_*" EXCLUDE
        PATTERN "narrative_*" EXCLUDE PATTERN "rule_pack_*" EXCLUDE PATTERN "toml_reader*" EXCLUDE)

install(DIRECTORY scrubber/codes scrubber/payers scrubber/rules DESTINATION ${PACK_DIR}
        FILES_MATCHING PATTERN "*.csv" PATTERN "*.toml" PATTERN "*.rule")
install(DIRECTORY fixtures/templates DESTINATION ${PACK_DIR} FILES_MATCHING PATTERN "*.837")

install(EXPORT orthoscrubTargets NAMESPACE orthoscrub:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/orthoscrub)
configure_package_config_file(tools/cmake/orthoscrubConfig.cmake.in orthoscrubConfig.cmake
        INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/orthoscrub PATH_VARS PACK_DIR)
write_basic_package_version_file(orthoscrubConfigVersion.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/orthoscrubConfig.cmake
              ${CMAKE_CURRENT_BINARY_DIR}/orthoscrubConfigVersion.cmake
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/orthoscrub)
