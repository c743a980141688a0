# SPDX-FileCopyrightText: Sessionscope contributors
# SPDX-License-Identifier: Apache-2.0

# sessionscope_embed_plans(SOURCE FOLDER IDS...): writes a source file that holds FOLDER/ID.json for each id, in order,
# as builtInPlans(). The product then finds its plans wherever it runs, and without Qt's resources.
function(sessionscope_embed_plans source folder)
    set(entries "")
    foreach(id ${ARGN})
        set(file ${folder}/${id}.json)
        set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${file})
        file(READ ${file} json)
        string(APPEND entries "    BuiltIn{\"${id}\", R\"plan(${json})plan\"},\n")
    endforeach()
    list(LENGTH ARGN count)
    file(CONFIGURE OUTPUT ${source} @ONLY CONTENT
"// Written by cmake/EmbedPlans.cmake from resources/scenarios.
#include \"core/scenario/catalogue.h\"

#include <array>

namespace sessionscope::scenario {

namespace {

constexpr std::array<BuiltIn, @count@> kPlans{
@entries@};

} // namespace

std::span<const BuiltIn> builtInPlans()
{
    return kPlans;
}

} // namespace sessionscope::scenario
")
endfunction()
