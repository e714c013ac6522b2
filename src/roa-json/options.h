#ifndef ROA_JSON_OPTIONS_H
#define ROA_JSON_OPTIONS_H

#include <stdbool.h>

#include "json.h"

struct options {
	struct json_options json;
	bool verbose;
};

/* Ends the program on a wrong call, and after -h and -V. */
struct options options_parse(int argc, char **argv);

#endif
