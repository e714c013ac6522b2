/* The formats. */
#include "peer-status/format.h"

#include <string.h>

static const struct format formats[] = {
	{ "table", table_print, false, true },
	{ "json", json_print, true, true },
	{ "prometheus", prometheus_print, false, false },
	{ "html", html_print, true, true },
};

const struct format *
format_find(const char *name)
{
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (strcmp(formats[i].name, name) == 0)
			return &formats[i];
	return NULL;
}
