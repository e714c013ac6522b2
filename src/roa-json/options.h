#ifndef ROA_JSON_OPTIONS_H
#define ROA_JSON_OPTIONS_H

#include "base/common.h"
#include "roa-json/json.h"

struct options {
	struct common common;
	struct json_options json;
};

/* Ends the program on a wrong call, and after -h and -V. */
struct options options_parse(int argc, char **argv);

#endif
