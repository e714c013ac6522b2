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
	PEER_NAME,
	PEER_ASN,
	PEER_ROUTER,
	PEER_MNTNER,
	PEER_PUBLIC_KEY,
	PEER_ENDPOINT,
	PEER_ID,
	PEER_LINK_LOCAL,
	PEER_LOCAL_LINK_LOCAL,
	PEER_LISTEN_PORT,
	PEER_IPV4,
	PEER_IPV6,
	PEER_FAMILIES,
	PEER_TUNNEL,
	PEER_INTERFACE,
	PEER_PROTOCOL,
	PEER_LATENCY,
	PEER_BANDWIDTH,
	PEER_CRYPTO,
	PEER_LINK_TYPE,
	PEER_LOSS,
	PEER_MTU,
	PEER_PSK_FILE,
	PEER_PASSWORD_FILE,
	PEER_IMPORT_LIMIT,
	PEER_BFD,
	PEER_DRAIN,
	PEER_SHUTDOWN,
	PEER_DESCRIPTION,
	PEER_PSK,
	PEER_REQUESTED,
	PEER_KEYS
};

enum peer_families {
	FAMILIES_MP,
	FAMILIES_SEPARATE,
	FAMILIES_IPV4,
	FAMILIES_IPV6
};
enum peer_psk { PSK_NO, PSK_YES };
enum peer_tunnel { TUNNEL_WIREGUARD, TUNNEL_NONE };

/*
 * A peer on a router (birdfeed-peers(5)).  It comes from the operator's YAML,
 * from an untrusted request, or from peer-validate's record.
 */
struct peer {
	struct place place; /* where it was defined */
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
	unsigned families; /* enum peer_families */
	unsigned tunnel;   /* enum peer_tunnel */
	char *interface;
	char *protocol;
	uint32_t latency;   /* microseconds */
	uint32_t bandwidth; /* dn42's class, 21 .. 29 */
	uint32_t crypto;    /* dn42's class, 31 .. 36 */
	uint32_t link_type; /* dn42's class, 81 .. 89 */
	uint32_t loss;	    /* dn42's class, 91 .. 94 */
	uint32_t mtu;	    /* bytes */
	char *psk_file;
	char *password_file;
	uint32_t import_limit; /* routes per channel */
	bool bfd;
	bool drain;
	bool shutdown;
	char *description; /* untrusted: for comments only */
	unsigned psk;	   /* enum peer_psk: in psk-dir/NAME */
	bool requested;	   /* its network asked for it */
	unsigned line[PEER_KEYS];
};

/* Flag of the keys that a request may set. */
#define PEER_IN_REQUEST 1u
/* Flags of the keys that only the tunnel or only the BGP session uses. */
#define PEER_OF_TUNNEL 2u
#define PEER_OF_SESSION 4u

extern const struct schema peer_schema;

bool peer_given(const struct peer *p, unsigned key);
/* True if P needs KEY and KEY is missing, so P cannot be rendered. */
bool peer_lacks(const struct peer *p, unsigned key);
/* Marks KEY as given, after the caller has set its value. */
void peer_mark(struct peer *p, unsigned key);

/*
 * Fill the zeroed P from a map or a record.  If anything is wrong, they report
 * all of it and return false.  peer_from_record() reports at LEVEL, the other
 * at DIAG_REFUSED.  FLAGS allows only the fields with that flag (0: all
 * fields).  The key of a record is the name.
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
 * Writes the names of P's BGP protocols to NAME and returns their number.  The
 * session over IPv6 has the name PEER_PROTOCOL; the session over IPv4 has the
 * same name with _v4 at its end, instead of _v6 if it ends so.  "families:
 * separate" has both, in this order.
 */
size_t peer_protocols(const struct peer *p,
    char name[static PEER_PROTOCOLS][PEER_PROTOCOL_TEXT]);

/* Orders by ASN, then name.  All output of peers has this order. */
int peer_cmp(const struct peer *a, const struct peer *b);

struct peers {
	struct peer *v;
	size_t n;
	size_t cap;
	/* Do not parse the values of keys with one of these flags, because
	 * the caller does not use them.  peer_given() still works. */
	unsigned unread;
};

/*
 * Adds the peer of a peer record if it is ROUTER's, and ignores other records.
 * False for a record that peer-validate cannot have written because a field is
 * wrong or missing, which has been reported as an error.
 */
bool peers_take(struct peers *peers, const struct record *r, const char *router,
    const struct place *place, struct diag *diag);
/* The peer of that name, or NULL. */
const struct peer *peers_find(const struct peers *peers, const char *name);
/* Appends a zeroed peer.  The pointer is valid until the next call. */
struct peer *peers_add(struct peers *peers);
/* Sorts in peer_cmp()'s order.  False if two peers have the same name and ASN,
 * as after "cat a b" of two streams with peers, which has been reported. */
bool peers_sort(struct peers *peers, struct diag *diag);
void peers_free(struct peers *peers);

#endif
