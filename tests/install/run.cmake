# Installs the build into an empty prefix, builds an outside project against it with find_package(orthoscrub) and
# compares what its program prints for a small 837P; then runs the installed program with the installed rule pack.
# Called with -DBUILD=… -DSOURCE=… -DWORK=…
cmake_minimum_required(VERSION 3.25)

function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE code OUTPUT_VARIABLE out ERROR_VARIABLE err)
  if(NOT code EQUAL 0)
    message(FATAL_ERROR "${ARGN}\nended with ${code}\n${out}\n${err}")
  endif()
  set(output "${out}" PARENT_SCOPE)
endfunction()

file(REMOVE_RECURSE ${WORK})
run(${CMAKE_COMMAND} --install ${BUILD} --prefix ${WORK}/prefix)
run(${CMAKE_COMMAND} -S ${SOURCE}/tests/install/outside -B ${WORK}/build -DCMAKE_PREFIX_PATH=${WORK}/prefix
    -DCMAKE_BUILD_TYPE=Debug)
run(${CMAKE_COMMAND} --build ${WORK}/build)

run(${WORK}/build/claims ${SOURCE}/fixtures/x12/clean.837)
file(READ ${SOURCE}/tests/install/expected.txt expected)
if(NOT output STREQUAL expected)
  message(FATAL_ERROR "the outside program printed\n${output}\ninstead of\n${expected}")
endif()

run(${WORK}/prefix/bin/orthoscrub rules test)
message(STATUS "the installed library and program work")
