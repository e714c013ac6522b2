#ifndef BIRDFEED_SOURCES_H
#define BIRDFEED_SOURCES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "site/schema.h"
#include "site/ynode.h"

/* What a source's document is. */
enum source_format { SOURCE_HEADSCALE, SOURCE_GATEWAY, SOURCE_TAILSCALE,
	SOURCE_OTHER };
enum { SOURCE_URL, SOURCE_FORMAT, SOURCE_TOKEN_FILE, SOURCE_CA_FILE,
	SOURCE_CERTIFICATE_FILE, SOURCE_KEY_FILE, SOURCE_ALLOW_HTTP,
	SOURCE_TIMEOUT, SOURCE_CONNECT_TIMEOUT, SOURCE_RETRIES,
	SOURCE_MAX_SIZE, SOURCE_MAX_STALE, SOURCE_KEYS };
struct site_source {
	char *name;
	unsigned name_line;
	char *url;
	unsigned format;		/* enum source_format; by the name
					 * where line[] is 0 */
	char *token_file;
	char *ca_file;
	char *certificate_file;
	char *key_file;
	bool allow_http;
	uint32_t timeout;		/* seconds, for all the tries */
	uint32_t connect_timeout;	/* seconds */
	uint32_t retries;
	uint32_t max_size;		/* MiB */
	uint32_t max_stale;		/* seconds; 0: never */
	unsigned line[SOURCE_KEYS];
};

struct site_sources {
	struct site_source *v;		/* by name */
	size_t n;
};

/* Reads MAP, from a source's name to its keys; false when anything is wrong,
 * which was reported.  Free with sources_free() in every case. */
bool sources_read(struct site_sources *sources, const struct ynode *map,
    const struct reading *reading);
void sources_free(struct site_sources *sources);

/* The source of that name; NULL when the site has none. */
const struct site_source *source_find(const struct site_sources *sources,
    const char *name, size_t n);
/* The format of the source NAME: its key's, or the one that goes with its
 * name. */
enum source_format source_format(const struct site_sources *sources,
    const char *name, size_t n);

#endif
