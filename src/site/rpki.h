#ifndef BIRDFEED_RPKI_H
#define BIRDFEED_RPKI_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/endpoint.h"
#include "base/prefix.h"
#include "site/schema.h"
#include "site/ynode.h"

enum {
	SERVER_ADDRESS,
	SERVER_PORT,
	SERVER_REFRESH,
	SERVER_RETRY,
	SERVER_EXPIRE,
	SERVER_KEYS
};
struct rpki_server {
	struct endpoint address; /* the port in it is unused */
	uint32_t port;
	uint32_t refresh, retry, expire; /* seconds; see line[] */
	unsigned line[SERVER_KEYS];
};

enum { EXPECT_PREFIX, EXPECT_ASN, EXPECT_KEYS };
struct rpki_expect {
	struct prefix prefix;
	uint32_t asn;
	unsigned line[EXPECT_KEYS];
};

enum { RPKI_STATIC, RPKI_SERVERS, RPKI_EXPECT, RPKI_KEYS };
struct site_rpki {
	bool static_tables;
	struct rpki_server *servers; /* in the order of the file */
	size_t nservers;
	struct rpki_expect *expect;
	size_t nexpect;
	unsigned line[RPKI_KEYS];
};

extern const struct schema rpki_schema;

/* Sets the default of static ROA tables.  Without a registry there are none,
 * unless the site file asks for them.  Call this before rpki_read(). */
void rpki_default(struct site_rpki *rpki, bool registry);
/* Reads and checks what the key table cannot express.  False if anything is
 * wrong, which has been reported. */
bool rpki_read(struct site_rpki *rpki, const struct ynode *map,
    const struct reading *reading);
void rpki_free(struct site_rpki *rpki);

/* True if there are ROAs to check origins against. */
bool rpki_checked(const struct site_rpki *rpki);

#endif
