#ifndef BIRDFEED_IXP_H
#define BIRDFEED_IXP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/addr.h"
#include "base/list.h"
#include "site/schema.h"

enum { BMP_ADDRESS, BMP_PORT, BMP_KEYS };
struct site_bmp {
	struct addr address; /* of the station (RFC 7854) */
	uint32_t port;
	unsigned line[BMP_KEYS];
};

/* A server of the exchange, with the address that participants use. */
struct ixp_server {
	char *name;
	struct addr address;
	unsigned line;
};

/* A participant of the site file, whom no other document names. */
enum {
	SITE_PARTICIPANT_NAME,
	SITE_PARTICIPANT_ASN,
	SITE_PARTICIPANT_IPV4,
	SITE_PARTICIPANT_IPV6,
	SITE_PARTICIPANT_PREFIXES,
	SITE_PARTICIPANT_MORE_SPECIFICS,
	SITE_PARTICIPANT_KEYS
};
struct site_participant {
	char *name;
	uint32_t asn;
	struct addr ipv4; /* of their router */
	struct addr ipv6;
	struct prefix_list prefixes;
	bool more_specifics;
	unsigned line[SITE_PARTICIPANT_KEYS];
};

/* What of the participants' routes goes to our other neighbors. */
enum ixp_export { IXP_EXPORT_NONE, IXP_EXPORT_ROUTES, IXP_EXPORT_AGGREGATE };

/* A teaching exchange, for its server or for a participant. */
enum ixp_role { IXP_SERVER, IXP_PARTICIPANT };
enum {
	IXP_ROUTER,
	IXP_LOCAL,
	IXP_RANGE,
	IXP_VIA,
	IXP_POOL,
	IXP_ROLE,
	IXP_LOCAL_IPV6,
	IXP_ASN,
	IXP_SERVERS,
	IXP_MULTIHOP,
	IXP_IMPORT_LIMIT,
	IXP_ALLOW_EMPTY,
	IXP_BMP,
	IXP_EXPORT_PARTICIPANTS,
	IXP_RS_CLIENT,
	IXP_PARTICIPANTS,
	IXP_KEYS
};
struct site_ixp {
	char *router;		  /* NULL: the only router */
	struct addr local;	  /* our address in the VPN */
	struct prefix_list range; /* of the participants' addresses */
	char *via;		  /* the VPN's interface */
	struct prefix_list pool;  /* these contain all leases */
	unsigned role;		  /* enum ixp_role */
	struct addr local_ipv6;
	uint32_t asn;		    /* the exchange's */
	struct ixp_server *servers; /* sorted by name */
	size_t nservers;
	uint32_t multihop;     /* 0: all are on one link */
	uint32_t import_limit; /* per channel; see line[] */
	bool allow_empty;
	struct site_bmp bmp;
	unsigned export_participants;	       /* enum ixp_export */
	bool rs_client;			       /* the servers are transparent */
	struct site_participant *participants; /* in the file's order */
	size_t nparticipants;
	unsigned line[IXP_KEYS];
};

/* Flag of the keys that only a server may set. */
#define IXP_SERVERS_ONLY 1u

extern const struct schema ixp_schema;
extern const struct schema site_participant_schema;
void ixp_free(struct site_ixp *ixp);

/* Our address of that family in the VPN, or NULL. */
const struct addr *ixp_local(const struct site_ixp *ixp, unsigned family);

#endif
