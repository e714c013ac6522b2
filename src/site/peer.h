#ifndef BIRDFEED_PEER_H
#define BIRDFEED_PEER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/diag.h"
#include "base/endpoint.h"
#include "base/list.h"
#include "base/wgkey.h"
#include "site/schema.h"
#include "site/ynode.h"
#include "stream/record.h"

enum {
	PEER_NAME, PEER_ASN, PEER_ROUTER, PEER_MNTNER, PEER_PUBLIC_KEY,
	PEER_ENDPOINT, PEER_ID, PEER_LINK_LOCAL, PEER_LOCAL_LINK_LOCAL,
	PEER_LISTEN_PORT, PEER_IPV4, PEER_IPV6, PEER_FAMILIES, PEER_TUNNEL,
	PEER_INTERFACE, PEER_PROTOCOL, PEER_LATENCY, PEER_BANDWIDTH,
	PEER_CRYPTO, PEER_LINK_TYPE, PEER_LOSS, PEER_MTU, PEER_PSK_FILE, PEER_PASSWORD_FILE,
	PEER_IMPORT_LIMIT, PEER_BFD, PEER_DRAIN, PEER_SHUTDOWN,
	PEER_DESCRIPTION, PEER_PSK, PEER_KEYS
};

enum peer_families { FAMILIES_MP, FAMILIES_SEPARATE, FAMILIES_IPV4,
	FAMILIES_IPV6 };
enum peer_psk { PSK_NO, PSK_YES };
enum peer_tunnel { TUNNEL_WIREGUARD, TUNNEL_NONE };

/*
 * One peer on one router (birdfeed-site(5)): as an operator's YAML, a
 * stranger's request, or the record that peer-validate made of it.
 */
struct peer {
	struct place place;	/* where it came from */
	char *name;
	uint32_t asn;
	char *router;
	char *mntner;
	struct wgkey public_key;
	struct endpoint endpoint;
	uint32_t id;
	struct addr link_local;
	struct addr local_link_local;
	uint32_t listen_port;
	struct addr_pair ipv4;
	struct addr_pair ipv6;
	unsigned families;	/* enum peer_families */
	unsigned tunnel;	/* enum peer_tunnel */
	char *interface;
	char *protocol;
	uint32_t latency;	/* microseconds */
	uint32_t bandwidth;	/* dn42's class, 21 .. 29 */
	uint32_t crypto;	/* dn42's class, 31 .. 36 */
	uint32_t link_type;	/* dn42's class, 81 .. 89 */
	uint32_t loss;		/* dn42's class, 91 .. 94 */
	uint32_t mtu;		/* bytes */
	char *psk_file;
	char *password_file;
	uint32_t import_limit;	/* routes a channel */
	bool bfd;
	bool drain;
	bool shutdown;
	char *description;	/* anybody's words: for comments only */
	unsigned psk;		/* enum peer_psk: in psk-dir/NAME */
	unsigned line[PEER_KEYS];
};

/* Which rows of the peer's schema a stranger's request may use. */
#define PEER_IN_REQUEST 1u
/* Which ones only a tunnel is made of, and only a session. */
#define PEER_OF_TUNNEL 2u
#define PEER_OF_SESSION 4u

extern const struct schema peer_schema;

bool peer_given(const struct peer *p, unsigned key);
/* Can nobody render P because it has no KEY, which it needs? */
bool peer_lacks(const struct peer *p, unsigned key);
/* Marks KEY, which the caller has set, as there. */
void peer_mark(struct peer *p, unsigned key);

/*
 * Fills the zeroed P from a map or a record; everything wrong is reported
 * at LEVEL, and then the result is false.  FLAGS limits the fields to those
 * of that flag (0: all of them).  In a record the key is the name.
 */
bool peer_from_yaml(struct peer *p, const struct ynode *map, const char *file,
    struct diag *diag);
bool peer_from_record(struct peer *p, const struct record *r,
    const struct place *place, unsigned flags, enum diag_level level,
    struct diag *diag);
/* Appends P as a record of class "peer", defaults included. */
void peer_to_record(const struct peer *p, struct buf *line);
void peer_free(struct peer *p);

#define PEER_PROTOCOLS 2
#define PEER_PROTOCOL_TEXT (64 + 4)

/*
 * The names of P's BGP protocols: PEER_PROTOCOL's, for the session that
 * IPv6 carries, and with _v4 at its end (instead of _v6) for the one that
 * IPv4 carries.  "families: separate" has both, in this order.  Returns how
 * many.
 */
size_t peer_protocols(const struct peer *p,
    char name[static PEER_PROTOCOLS][PEER_PROTOCOL_TEXT]);

/* By ASN, then name: the order peers are printed in. */
int peer_cmp(const struct peer *a, const struct peer *b);

struct peers {
	struct peer *v;
	size_t n;
	size_t cap;
	/* Rows with one of these flags are not parsed, for nobody looks at
	 * their values; only whether they are there is known. */
	unsigned unread;
};

/*
 * Adds the peer of a peer record that is ROUTER's; one of another router is
 * passed over.  False for a record that peer-validate cannot have written,
 * because a field is wrong or lacks; it has been reported as an error.
 */
bool peers_take(struct peers *peers, const struct record *r,
    const char *router, const struct place *place, struct diag *diag);
/* The peer of that name; NULL when there is none. */
const struct peer *peers_find(const struct peers *peers, const char *name);
/* A zeroed new one at the end, valid until the next. */
struct peer *peers_add(struct peers *peers);
/* Into peer_cmp()'s order.  False when two have one name and ASN, as after
 * "cat a b" of two streams with peers; that has been reported. */
bool peers_sort(struct peers *peers, struct diag *diag);
void peers_free(struct peers *peers);

#endif
