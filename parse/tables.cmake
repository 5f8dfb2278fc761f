# parse_table(NAME): data/NAME.tsv becomes the array table_NAME of
# parse/text/table.h. Word lists stay data; they are built in, so that a program
# has nothing to look for when it starts.
function(parse_table name)
	set(tsv ${CMAKE_CURRENT_SOURCE_DIR}/data/${name}.tsv)
	set(to ${CMAKE_CURRENT_BINARY_DIR}/table_${name}.c)
	set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${tsv})
	file(READ ${tsv} text)
	string(REGEX REPLACE "(^|\n)#[^\n]*" "\\1" text "${text}")
	string(REGEX REPLACE "(^|\n)\n+" "\\1" text "${text}")
	string(REPLACE "\\" "\\\\" text "${text}")
	string(REPLACE "\"" "\\\"" text "${text}")
	string(REGEX REPLACE "([^\t\n]+)\t([^\t\n]*)\n"
		"\t{\"\\1\", \"\\2\", sizeof(\"\\1\") - 1},\n" text "${text}")
	file(CONFIGURE OUTPUT ${to} @ONLY CONTENT
"#include \"parse/text/table.h\"
const struct table_row table_@name@[] = {
@text@	{NULL, NULL, 0},
};
")
	set(PARSE_TABLES ${PARSE_TABLES} ${to} PARENT_SCOPE)
endfunction()
