# Files of one folder are compiled together, up to ten at a time: they read mostly the same headers, and reading these is
# most of the work. So a name in an anonymous namespace stands once in a folder; what a file of tests holds stands in a
# namespace of its own, named as the file. Folders and files named behind the target are compiled one by one; with
# ORTHOSCRUB_JOIN_FILES=OFF all are, for who changes one file again and again.
function(orthoscrub_join_files target)
  if(NOT ORTHOSCRUB_JOIN_FILES)
    return()
  endif()
  get_target_property(sources ${target} SOURCES)
  foreach(source IN LISTS sources)
    get_filename_component(folder "${source}" DIRECTORY)
    if(NOT source MATCHES "\\.cpp$" OR IS_ABSOLUTE "${source}" OR folder IN_LIST ARGN OR source IN_LIST ARGN)
      continue()
    endif()
    string(MAKE_C_IDENTIFIER "${folder}" name)
    if(NOT DEFINED count_${name})
      set(count_${name} 0)
    endif()
    math(EXPR group "${count_${name}} / 10")
    math(EXPR count_${name} "${count_${name}} + 1")
    set_source_files_properties("${source}" PROPERTIES UNITY_GROUP "${name}_${group}")
  endforeach()
  set_target_properties(${target} PROPERTIES UNITY_BUILD ON UNITY_BUILD_MODE GROUP)
  # g++ takes joined files for headers, whose classes should not hold what is local to a file.
  target_compile_options(${target} PRIVATE -Wno-subobject-linkage)
endfunction()
