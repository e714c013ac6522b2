#ifndef BIRDFEED_BGP_OPTION_H
#define BIRDFEED_BGP_OPTION_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "base/addr.h"
#include "base/buf.h"
#include "base/prefix.h"
#include "render/explain.h"
#include "site/routers.h"

/*
 * The options of a BGP session.  Each is a row of the table in bgp-option.c.
 * They are in the order of the forecast's settings; the row says whether a
 * change of the option restarts the session.
 */
enum bgp_option {
	BGP_NEIGHBOR,
	BGP_RANGE,
	BGP_AS,
	BGP_LOCAL_AS,
	BGP_ROUTER_ID,
	BGP_SOURCE,
	BGP_CHANNELS,
	BGP_EXTENDED_NEXT_HOP,
	BGP_NEXT_HOP_ADDRESS,
	BGP_IMPORT_TABLE,
	BGP_KEEP_FILTERED,
	BGP_MULTIHOP,
	BGP_TTL_SECURITY,
	BGP_GRACEFUL_RESTART,
	BGP_ROLE,
	BGP_ENFORCE_FIRST_AS,
	BGP_ADD_PATHS,
	BGP_RR_CLIENT,
	BGP_RS_CLIENT,
	BGP_PASSIVE,
	BGP_PASSWORD,
	BGP_DISABLED,
	BGP_VRF,
	/* A change of these does not restart the session. */
	BGP_AUTHENTICATION,
	BGP_BFD,
	BGP_NEXT_HOP_SELF,
	BGP_NEXT_HOP_KEEP,
	BGP_RECEIVE_LIMIT,
	BGP_IMPORT_LIMIT,
	BGP_IMPORT,
	BGP_EXPORT_SELF,
	BGP_EXPORT_LIMIT,
	BGP_EXPORT,
	BGP_OPTIONS,
	/* For marks only: the first line of the protocol. */
	BGP_PROTOCOL = BGP_OPTIONS,
};

/* A kind of session: its options, and where they are printed. */
struct bgp_kind {
	const char *name;
	/* Bits of options.  An option that restarts the session and is in
	 * neither set is in the forecast if the session has it. */
	uint64_t framed;      /* always in the forecast */
	uint64_t constant;    /* left out if the session has it */
	uint64_t in_template; /* in the template, not the protocol */
	bool names_families;  /* a channel's setting names its family */
	bool local_line;      /* print "local", not "source" */
};

struct bgp_channel {
	bool carried;
	bool extended_next_hop; /* RFC 8950 */
	bool import_table;
	bool keep_filtered;
	bool add_paths; /* only sends them */
	bool next_hop_self;
	bool next_hop_ebgp; /* ... of routes from eBGP only: a reflector
				 * keeps that of others */
	bool next_hop_keep;
	const struct addr *next_hop; /* to announce; NULL: BIRD's */
	bool export_self;	     /* the same, printed with the export */
	uint32_t receive_limit;	     /* routes; 0: no limit */
	uint32_t import_limit;
	uint32_t export_limit;
	const char *action;	   /* of the limits */
	const char *import_action; /* of the import limit; NULL: ACTION */
	const char *import;	   /* filters; NULL: none */
	const char *export;
};

/* One session.  It points into the objects that it was made from. */
struct bgp_session {
	const struct bgp_kind *kind;
	const struct explain *explain; /* NULL: no marks */
	const struct site_router *router;
	/* Prints the explain mark of an option.  bgp-session.c itself marks
	 * the options that the router's keys decide. */
	void (*mark)(FILE *f, const struct bgp_session *s,
	    enum bgp_option option);
	const void *context;	  /* for mark() */
	const char *name;	  /* of its protocol */
	const char *template;	  /* NULL: none */
	const char *dynamic_name; /* of a range's protocols */
	struct addr neighbor;
	const char *interface;	    /* of a link-local neighbor, or NULL */
	const struct prefix *range; /* instead of a neighbor, or NULL */
	uint32_t asn;
	const char *asn_symbol; /* printed instead of ASN, or NULL */
	uint32_t local_asn;	/* BF_ASN */
	struct addr local;
	bool has_local;
	uint32_t multihop; /* TTL; 0: none */
	bool direct;	   /* print "direct" if no multihop */
	bool ttl_security;
	bool graceful_restart;
	const char *role; /* RFC 9234; NULL: none */
	bool enforce_first_as;
	bool rr_client;
	bool rs_client; /* it is one; RFC 7947 */
	bool passive;
	const char *password_file; /* NULL: none */
	const char *password_name; /* BIRDFEED_PASSWORD_<this> */
	bool bfd;
	bool disabled;
	bool requested;		       /* its network asked for it */
	struct bgp_channel channel[2]; /* IPv4, IPv6 */
};

#define BGP_CHANNEL(s, family) (&(s)->channel[(family) == 6])

/* What there is to know of an option. */
struct bgp_option_row {
	/* Its name in the forecast.  NULL: a change does not restart the
	 * session. */
	const char *setting;
	/* Does the session (or the channel) have the option? */
	bool (*has)(const struct bgp_session *s, const struct bgp_channel *c);
	/* BIRD's text: LINE, or what TEXT prints.  Both NULL: none. */
	const char *line;
	void (*text)(FILE *f, const struct bgp_session *s,
	    const struct bgp_channel *c);
	/* Prints the setting's value.  NULL: the value is "on" or "off". */
	void (*value)(struct buf *to, const struct bgp_session *s);
	bool of_channel;
};

extern const struct bgp_option_row bgp_option_rows[BGP_OPTIONS];

/* Returns the name of the option's setting, or NULL if a change does not
 * restart the session. */
const char *bgp_option_setting(enum bgp_option option);

#endif
