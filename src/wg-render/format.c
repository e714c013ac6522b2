/* The formats of tunnels. */
#include "format.h"

#include <string.h>

#include "wgquick.h"

static const struct format formats[] = {
	{ "wg-quick", "wireguard", wgquick_files, wgquick_text },
};

const struct format *
format_find(const char *name)
{
	for (size_t i = 0; i < sizeof formats / sizeof *formats; i++)
		if (strcmp(formats[i].name, name) == 0)
			return &formats[i];
	return NULL;
}
