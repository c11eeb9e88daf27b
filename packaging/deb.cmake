# The Debian package, for the system it is built on: its libraries set what the package depends on.
set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME picket)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT "picket maintainers <maintainers@picket.invalid>" CACHE STRING "Maintainer of the package, with an address")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "planner for airspace and maritime patrols")
set(CPACK_PACKAGE_DESCRIPTION
"picket answers, from open data, how far and how long aircraft can patrol
round closed airspace, what share of a no-fly zone somebody reaches in time
and where the gaps are, and, kilometre by kilometre, where a ship on a lane
has the protection asked for. A scenario is one text file; the answer is a
folder of GeoJSON layers with every number and where it comes from.
.
All lengths, areas and times are computed on the WGS84 ellipsoid to a stated
tolerance. Datasets and scenarios for the Black Sea come with it. It is made
for theatre-level analysis of defence and shipping.")

# 1~deb12 on Debian 12, so that the package of Debian 13 is the newer one; 1 where the system has no number.
cmake_host_system_information(RESULT system QUERY DISTRIB_INFO)
set(CPACK_DEBIAN_PACKAGE_RELEASE 1)
if(system_ID STREQUAL debian AND system_VERSION_ID)
  string(APPEND CPACK_DEBIAN_PACKAGE_RELEASE ~deb${system_VERSION_ID})
endif()
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION science)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
# What no library asks for: the letters and the page's map of a plan that is drawn.
set(CPACK_DEBIAN_PACKAGE_DEPENDS "fonts-dejavu-core, libjs-leaflet")
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "bash-completion, qgis")
set(CPACK_STRIP_FILES ON)

# Read when cpack runs, before and after it installs into its own folder.
configure_file(cpack_start.cmake.in cpack_start.cmake @ONLY)
configure_file(cpack_documents.cmake.in cpack_documents.cmake @ONLY)
set(CPACK_PROJECT_CONFIG_FILE ${CMAKE_CURRENT_BINARY_DIR}/cpack_start.cmake)
set(CPACK_PRE_BUILD_SCRIPTS ${CMAKE_CURRENT_BINARY_DIR}/cpack_documents.cmake)
include(CPack)
