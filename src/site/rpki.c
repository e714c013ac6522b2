/* RPKI: the sources of ROAs, and the ROAs that must exist. */
#include "site/rpki.h"

#include <stdlib.h>
#include <string.h>

#include "base/mem.h"

#define AT(structure, member) offsetof(struct structure, member)

static const struct key server_keys[] = {
	[SERVER_ADDRESS] = { "address", VALUE_HOST, AT(rpki_server, address),
	    .required = true },
	[SERVER_PORT] = { "port", VALUE_NUMBER, AT(rpki_server, port), "323", 1,
	    65535 },
	/* The ranges are from RFC 8210, section 6. */
	[SERVER_REFRESH] = { "refresh", VALUE_NUMBER, AT(rpki_server, refresh),
	    NULL, 1, 86400 },
	[SERVER_RETRY] = { "retry", VALUE_NUMBER, AT(rpki_server, retry), NULL,
	    1, 7200 },
	[SERVER_EXPIRE] = { "expire", VALUE_NUMBER, AT(rpki_server, expire),
	    NULL, 600, 172800 },
};
static const struct schema server_schema = { "an RTR server", server_keys,
	SERVER_KEYS, AT(rpki_server, line) };

static const struct key expect_keys[] = {
	[EXPECT_PREFIX] = { "prefix", VALUE_PREFIX, AT(rpki_expect, prefix),
	    .required = true },
	[EXPECT_ASN] = { "asn", VALUE_ASN, AT(rpki_expect, asn),
	    .required = true },
};
static const struct schema expect_schema = { "an expected ROA", expect_keys,
	EXPECT_KEYS, AT(rpki_expect, line) };

static const struct key rpki_keys[] = {
	[RPKI_STATIC] = { "static", VALUE_BOOL, AT(site_rpki, static_tables),
	    "true" },
	[RPKI_SERVERS] = { "servers", VALUE_OTHER },
	[RPKI_EXPECT] = { "expect", VALUE_OTHER },
};
const struct schema rpki_schema = { "rpki", rpki_keys, RPKI_KEYS,
	AT(site_rpki, line) };

/* RFC 8210, section 6: the expire interval must be longer than the refresh and
 * retry intervals. */
static bool
check_server(const struct rpki_server *s, const struct reading *reading)
{
	if (s->line[SERVER_EXPIRE] == 0 ||
	    ((s->line[SERVER_REFRESH] == 0 || s->refresh < s->expire) &&
		(s->line[SERVER_RETRY] == 0 || s->retry < s->expire)))
		return true;
	return reading_refuse(reading, s->line[SERVER_EXPIRE], "expire",
	    "not above refresh and retry (RFC 8210, section 6)");
}

static bool
same_server(const struct rpki_server *a, const struct rpki_server *b)
{
	char at_a[ENDPOINT_TEXT], at_b[ENDPOINT_TEXT];

	return a->port == b->port &&
	    strcmp(host_print(at_a, &a->address),
		host_print(at_b, &b->address)) == 0;
}

static bool
check_unique_server(const struct site_rpki *rpki, const struct rpki_server *s,
    const struct reading *reading)
{
	for (const struct rpki_server *o = rpki->servers; o < s; o++)
		if (same_server(o, s))
			return reading_refuse(reading, s->line[SERVER_ADDRESS],
			    "address",
			    "the same address and port as a server "
			    "before it");
	return true;
}

static bool
read_servers(struct site_rpki *rpki, const struct ynode *list,
    const struct reading *reading)
{
	bool ok = true;

	if (list->kind != YNODE_LIST || list->n == 0)
		return reading_refuse(reading, list->line, "servers",
		    "expected a list of maps, at least one");
	rpki->servers = mem_zalloc(list->n * sizeof *rpki->servers);
	for (size_t i = 0; i < list->n; i++) {
		struct rpki_server *s = &rpki->servers[rpki->nservers++];

		ok &= schema_read(&server_schema, &list->item[i], s,
			  reading->file, reading->level, reading->diag) &&
		    check_server(s, reading) &&
		    check_unique_server(rpki, s, reading);
	}
	return ok;
}

/* Reads a map or a list of maps. */
static bool
read_expect(struct site_rpki *rpki, const struct ynode *node,
    const struct reading *reading)
{
	const struct ynode *item = node;
	size_t n = 1;
	bool ok = true;

	if (node->kind == YNODE_LIST) {
		item = node->item;
		n = node->n;
	}
	if (n == 0)
		return reading_refuse(reading, node->line, "expect",
		    "an empty list (expected a map, or maps)");
	if (!rpki_checked(rpki))
		ok = reading_refuse(reading, node->line, "expect",
		    "no ROAs, neither static nor from servers (expected "
		    "one of them)");
	rpki->expect = mem_zalloc(n * sizeof *rpki->expect);
	for (size_t i = 0; i < n; i++) {
		struct rpki_expect *e = &rpki->expect[rpki->nexpect++];

		ok &= schema_read(&expect_schema, &item[i], e, reading->file,
		    reading->level, reading->diag);
		if (e->line[EXPECT_ASN] != 0 && e->asn == 0)
			ok = reading_refuse(reading, e->line[EXPECT_ASN], "asn",
			    "AS0, from which nothing is ever valid (RFC 6483)");
	}
	return ok;
}

void
rpki_default(struct site_rpki *rpki, bool registry)
{
	if (!registry && rpki->line[RPKI_STATIC] == 0)
		rpki->static_tables = false;
}

bool
rpki_read(struct site_rpki *rpki, const struct ynode *map,
    const struct reading *reading)
{
	const struct ynode *servers = NULL, *expect = NULL;
	bool ok = true;

	if (map->kind == YNODE_MAP) {
		servers = ynode_get(map, "servers");
		expect = ynode_get(map, "expect");
	}
	if (servers != NULL)
		ok &= read_servers(rpki, servers, reading);
	if (expect != NULL)
		ok &= read_expect(rpki, expect, reading);
	return ok;
}

void
rpki_free(struct site_rpki *rpki)
{
	for (size_t i = 0; i < rpki->nservers; i++)
		schema_free(&server_schema, &rpki->servers[i]);
	free(rpki->servers);
	free(rpki->expect);
	rpki->servers = NULL;
	rpki->expect = NULL;
	rpki->nservers = rpki->nexpect = 0;
}

bool
rpki_checked(const struct site_rpki *rpki)
{
	return rpki->static_tables || rpki->nservers > 0;
}
