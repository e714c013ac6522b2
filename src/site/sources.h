#ifndef BIRDFEED_SOURCES_H
#define BIRDFEED_SOURCES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "site/schema.h"
#include "site/ynode.h"

/* The format of a source's document. */
enum source_format {
	SOURCE_HEADSCALE,
	SOURCE_GATEWAY,
	SOURCE_TAILSCALE,
	SOURCE_OTHER
};
enum {
	SOURCE_URL,
	SOURCE_FORMAT,
	SOURCE_TOKEN_FILE,
	SOURCE_TOKEN_SCHEME,
	SOURCE_CA_FILE,
	SOURCE_CERTIFICATE_FILE,
	SOURCE_KEY_FILE,
	SOURCE_ALLOW_HTTP,
	SOURCE_TIMEOUT,
	SOURCE_CONNECT_TIMEOUT,
	SOURCE_RETRIES,
	SOURCE_MAX_SIZE,
	SOURCE_MAX_STALE,
	SOURCE_ISSUER,
	SOURCE_KEYS
};
/* How the header Authorization calls the token. */
enum token_scheme {
	TOKEN_BEARER, /* RFC 6750 */
	TOKEN_API_KEY /* PeeringDB's */
};

struct site_source {
	char *name;
	unsigned name_line;
	char *url;
	unsigned format; /* enum source_format; depends on the
					 * name if line[] is 0 */
	char *token_file;
	unsigned token_scheme; /* enum token_scheme */
	char *ca_file;
	char *certificate_file;
	char *key_file;
	bool allow_http;
	uint32_t timeout;	  /* seconds, for all attempts */
	uint32_t connect_timeout; /* seconds */
	uint32_t retries;
	uint32_t max_size;  /* MiB */
	char *issuer;	    /* of the users' tokens, or NULL */
	uint32_t max_stale; /* seconds; 0: never */
	unsigned line[SOURCE_KEYS];
};

struct site_sources {
	struct site_source *v; /* sorted by name */
	size_t n;
};

extern const struct schema source_schema;

/* Reads MAP, which maps a source's name to its keys.  False if anything is
 * wrong, which has been reported.  Free with sources_free() in both cases. */
bool sources_read(struct site_sources *sources, const struct ynode *map,
    const struct reading *reading);
void sources_free(struct site_sources *sources);

/* The source of that name, or NULL. */
const struct site_source *source_find(const struct site_sources *sources,
    const char *name, size_t n);
/* The format of the source NAME: the value of its key, or the default for this
 * name. */
enum source_format source_format(const struct site_sources *sources,
    const char *name, size_t n);

#endif
