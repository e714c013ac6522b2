/* The sources: documents from the network that a site uses. */
#include "site/sources.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/name.h"
#include "base/sort.h"
#include "base/url.h"
#include "stream/record.h"

#define AT(structure, member) offsetof(struct structure, member)

static const char *const formats[] = { [SOURCE_HEADSCALE] = "headscale-nodes",
	[SOURCE_GATEWAY] = "gateway-mappings",
	[SOURCE_TAILSCALE] = "tailscale-status",
	[SOURCE_OTHER] = "other",
	NULL };

static const char *const token_schemes
    [] = { [TOKEN_BEARER] = "bearer", [TOKEN_API_KEY] = "api-key", NULL };

/* The default formats of sources with known names. */
static const struct {
	const char *name;
	enum source_format format;
} by_custom[] = {
	{ "headscale", SOURCE_HEADSCALE },
	{ "gateway", SOURCE_GATEWAY },
	{ "tailscale", SOURCE_TAILSCALE },
};

/* The limit of a stream's line allows a body of 256 MiB with every byte
 * escaped. */
_Static_assert(RECORD_BODY_MOST == 256 * 1024 * 1024, "max-size's range");

static const struct key source_keys[] = {
	[SOURCE_URL] = { "url", VALUE_URL, AT(site_source, url),
	    .required = true },
	[SOURCE_FORMAT] = { "format", VALUE_WORD, AT(site_source, format),
	    "other", .words = formats },
	[SOURCE_TOKEN_FILE] = { "token-file", VALUE_PATH,
	    AT(site_source, token_file) },
	[SOURCE_TOKEN_SCHEME] = { "token-scheme", VALUE_WORD,
	    AT(site_source, token_scheme), "bearer", .words = token_schemes },
	[SOURCE_CA_FILE] = { "ca-file", VALUE_PATH, AT(site_source, ca_file) },
	[SOURCE_CERTIFICATE_FILE] = { "client-certificate-file", VALUE_PATH,
	    AT(site_source, certificate_file) },
	[SOURCE_KEY_FILE] = { "client-key-file", VALUE_PATH,
	    AT(site_source, key_file) },
	[SOURCE_ALLOW_HTTP] = { "allow-http", VALUE_BOOL,
	    AT(site_source, allow_http), "false" },
	[SOURCE_TIMEOUT] = { "timeout", VALUE_NUMBER, AT(site_source, timeout),
	    "60", 1, 3600 },
	[SOURCE_CONNECT_TIMEOUT] = { "connect-timeout", VALUE_NUMBER,
	    AT(site_source, connect_timeout), "10", 1, 3600 },
	[SOURCE_RETRIES] = { "retries", VALUE_NUMBER, AT(site_source, retries),
	    "2", 0, 10 },
	[SOURCE_MAX_SIZE] = { "max-size", VALUE_NUMBER,
	    AT(site_source, max_size), "128", 1, 256 },
	[SOURCE_MAX_STALE] = { "max-stale", VALUE_NUMBER,
	    AT(site_source, max_stale), "0", 0, 31536000 },
	[SOURCE_ISSUER] = { "issuer", VALUE_URL, AT(site_source, issuer) },
};
const struct schema source_schema = { "a source", source_keys, SOURCE_KEYS,
	AT(site_source, line) };

/* Secrets must be sent over TLS, or must not leave this machine. */
static bool
check_secrets(const struct site_source *s, const struct reading *reading)
{
	enum url_scheme scheme = url_scheme(s->url);

	if ((s->certificate_file != NULL) != (s->key_file != NULL))
		return reading_refuse(reading, s->name_line,
		    s->key_file != NULL ? "client-certificate-file" :
					  "client-key-file",
		    "missing (expected both, or neither)");
	if (s->certificate_file != NULL && scheme != URL_HTTPS)
		return reading_refuse(reading, s->line[SOURCE_CERTIFICATE_FILE],
		    "client-certificate-file",
		    "without TLS (expected a url "
		    "with https)");
	if (s->token_file == NULL && s->line[SOURCE_TOKEN_SCHEME] != 0)
		return reading_refuse(reading, s->line[SOURCE_TOKEN_SCHEME],
		    "token-scheme",
		    "without a token (expected token-file, too)");
	if (s->token_file != NULL && scheme == URL_FILE)
		return reading_refuse(reading, s->line[SOURCE_TOKEN_FILE],
		    "token-file", "for a file (expected a url with https)");
	if (s->token_file != NULL && scheme == URL_HTTP &&
	    !url_is_loopback(s->url))
		return reading_refuse(reading, s->line[SOURCE_TOKEN_FILE],
		    "token-file",
		    "a token without TLS (expected a url with "
		    "https, or one on this machine)");
	return true;
}

static bool
check_source(const struct site_source *s, const struct reading *reading)
{
	if (url_scheme(s->url) == URL_HTTP && !s->allow_http)
		return reading_refuse(reading, s->line[SOURCE_URL], "url",
		    "without TLS (expected https, or allow-http: true)");
	return check_secrets(s, reading);
}

bool
sources_read(struct site_sources *sources, const struct ynode *map,
    const struct reading *reading)
{
	bool ok = true;

	if (map->kind != YNODE_MAP || map->n == 0)
		return reading_refuse(reading, map->line, "sources",
		    "expected at least one source, by its name");
	sources->v = mem_zalloc(map->n / 2 * sizeof *sources->v);
	for (size_t i = 0; i < map->n; i += 2) {
		const struct ynode *name = &map->item[i];
		struct site_source *s = &sources->v[sources->n++];
		struct why why;

		s->name = mem_strndup(name->text, name->len);
		s->name_line = name->line;
		if (!name_check(name->text, name->len, &why))
			ok = reading_refuse(reading, name->line, "sources",
			    why.text);
		ok &= schema_read(&source_schema, &map->item[i + 1], s,
			  reading->file, reading->level, reading->diag) &&
		    check_source(s, reading);
	}
	sort_all(sources->v, sources->n, sizeof *sources->v, sort_by_text);
	return ok;
}

void
sources_free(struct site_sources *sources)
{
	for (size_t i = 0; i < sources->n; i++) {
		free(sources->v[i].name);
		schema_free(&source_schema, &sources->v[i]);
	}
	free(sources->v);
}

const struct site_source *
source_find(const struct site_sources *sources, const char *name, size_t n)
{
	struct slice wanted = { name, n };

	for (size_t i = 0; i < sources->n; i++)
		if (slice_is(wanted, sources->v[i].name))
			return &sources->v[i];
	return NULL;
}

enum source_format
source_format(const struct site_sources *sources, const char *name, size_t n)
{
	const struct site_source *s = source_find(sources, name, n);
	struct slice wanted = { name, n };

	if (s != NULL && s->line[SOURCE_FORMAT] != 0)
		return s->format;
	for (size_t i = 0; i < sizeof by_custom / sizeof *by_custom; i++)
		if (slice_is(wanted, by_custom[i].name))
			return by_custom[i].format;
	return SOURCE_OTHER;
}
