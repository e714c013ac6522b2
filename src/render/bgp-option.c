/*
 * The options of a BGP session: a table of rows, with BIRD's text and the
 * setting of apply's forecast.
 *
 * To add an option, add a member to struct bgp_session or bgp_channel, a name
 * to enum bgp_option, a row to bgp_option_rows[], and its place in
 * session_order[] or channel_order[] of bgp-session.c.  HACKING lists what
 * restarts a session in BIRD; the row of such an option has a setting.
 */
#include "render/bgp-option.h"

#include <inttypes.h>
#include <stddef.h>

#include "base/out.h"

/* The functions of a row.  C is the channel, NULL for a session's option. */
#define HAS(name, expression) \
	static bool has_##name(const struct bgp_session *s, \
	    const struct bgp_channel *c) \
	{ \
		(void)s; \
		(void)c; \
		return (expression); \
	}
#define TEXT(name) \
	static void text_##name(FILE *f, const struct bgp_session *s, \
	    const struct bgp_channel *c)
#define VALUE(name) \
	static void value_##name(struct buf *to, const struct bgp_session *s)

HAS(always, true)
HAS(neighbor, s->range == NULL)
HAS(range, s->range != NULL)
HAS(source, s->has_local && !s->kind->local_line)
HAS(extended_next_hop, c->extended_next_hop)
HAS(import_table, c->import_table)
HAS(keep_filtered, c->keep_filtered)
HAS(multihop, s->multihop > 0 || s->direct)
HAS(ttl_security, s->ttl_security)
HAS(graceful_restart, s->graceful_restart)
HAS(role, s->role != NULL)
HAS(enforce_first_as, s->enforce_first_as)
HAS(add_paths, c->add_paths)
HAS(rr_client, s->rr_client)
HAS(rs_client, s->rs_client)
HAS(passive, s->passive)
HAS(password, s->password_file != NULL)
HAS(disabled, s->disabled)
HAS(vrf, s->router->kernel.vrf != NULL)
HAS(bfd, s->bfd)
HAS(next_hop_self, c->next_hop_self)
HAS(next_hop_keep, c->next_hop_keep)
HAS(next_hop_address, c->next_hop != NULL)
HAS(receive_limit, c->receive_limit > 0)
HAS(import_limit, c->import_limit > 0)
HAS(export_self, c->export_self)
HAS(export_limit, c->export_limit > 0)

/*
 * BIRD 2.17 and 3.1 warn about a password without this option, and older
 * versions do not know it.  So it is printed only if the site file gives the
 * version.
 */
static bool
has_authentication(const struct bgp_session *s, const struct bgp_channel *c)
{
	const struct site_bird *bird = &s->router->bird;

	(void)c;
	return s->password_file != NULL && bird->line[BIRD_VERSION] != 0 &&
	    (bird->version < 3000 ? bird->version >= 2017 :
				    bird->version >= 3001);
}

TEXT(neighbor)
{
	char text[ADDR_TEXT];

	(void)c;
	out_printf(f, "neighbor %s", addr_print(text, &s->neighbor));
	if (s->interface != NULL)
		out_printf(f, "%%'%s'", s->interface);
	if (s->asn_symbol != NULL)
		out_printf(f, " as %s;", s->asn_symbol);
	else
		out_printf(f, " as %" PRIu32 ";", s->asn);
}

TEXT(range)
{
	char text[PREFIX_TEXT];

	(void)c;
	out_printf(f,
	    "neighbor range %s external;\n"
	    "\tdynamic name \"%s\";",
	    prefix_print(text, s->range), s->dynamic_name);
}

TEXT(local_as)
{
	char text[ADDR_TEXT];

	(void)c;
	if (s->kind->local_line && s->has_local)
		out_printf(f, "local %s as BF_ASN;",
		    addr_print(text, &s->local));
	else
		fputs("local as BF_ASN;", f);
}

TEXT(source)
{
	char text[ADDR_TEXT];

	(void)c;
	out_printf(f, "source address %s;", addr_print(text, &s->local));
}

TEXT(multihop)
{
	(void)c;
	if (s->multihop > 0)
		out_printf(f, "multihop %" PRIu32 ";", s->multihop);
	else
		fputs("direct;", f);
}

TEXT(role)
{
	(void)c;
	out_printf(f, "local role %s;", s->role);
}

TEXT(password)
{
	(void)c;
	out_printf(f, "password BIRDFEED_PASSWORD_%s;", s->password_name);
}

TEXT(vrf)
{
	(void)c;
	out_printf(f, "vrf \"%s\";", s->router->kernel.vrf);
}

static void
limit(FILE *f, const char *what, uint32_t routes, const char *action)
{
	out_printf(f, "%s limit %" PRIu32 " action %s;", what, routes, action);
}

TEXT(next_hop_address)
{
	char text[ADDR_TEXT];

	(void)s;
	out_printf(f, "next hop address %s;", addr_print(text, c->next_hop));
}

TEXT(next_hop_self)
{
	(void)s;
	fputs(c->next_hop_ebgp ? "next hop self ebgp;" : "next hop self;", f);
}

TEXT(receive_limit)
{
	(void)s;
	limit(f, "receive", c->receive_limit, c->action);
}

TEXT(import_limit)
{
	(void)s;
	limit(f, "import", c->import_limit,
	    c->import_action != NULL ? c->import_action : c->action);
}

TEXT(export_limit)
{
	(void)s;
	limit(f, "export", c->export_limit, c->action);
}

TEXT(import)
{
	(void)s;
	if (c->import != NULL)
		out_printf(f, "import filter %s;", c->import);
	else
		fputs("import none;", f);
}

TEXT(export)
{
	(void)s;
	if (c->export != NULL)
		out_printf(f, "export filter %s;", c->export);
	else
		fputs("export none;", f);
}

VALUE(neighbor)
{
	char text[ADDR_TEXT];

	buf_str(to, addr_print(text, &s->neighbor));
	if (s->interface != NULL) {
		buf_char(to, '%');
		buf_str(to, s->interface);
	}
}

VALUE(range)
{
	char text[PREFIX_TEXT];

	buf_str(to, prefix_print(text, s->range));
}

VALUE(as)
{
	if (s->range != NULL)
		buf_str(to, "external");
	else
		buf_printf(to, "%" PRIu32, s->asn);
}

VALUE(local_as)
{
	buf_printf(to, "%" PRIu32, s->local_asn);
}

VALUE(router_id)
{
	char text[ADDR_TEXT];

	buf_str(to, addr_print(text, &s->router->router_id));
}

VALUE(source)
{
	char text[ADDR_TEXT];

	buf_str(to, s->has_local ? addr_print(text, &s->local) : "any");
}

VALUE(channels)
{
	const char *comma = "";

	for (unsigned family = 4; family <= 6; family += 2) {
		if (!BGP_CHANNEL(s, family)->carried)
			continue;
		buf_str(to, comma);
		buf_str(to, family == 4 ? "ipv4" : "ipv6");
		comma = ",";
	}
}

/* The channel that needs it depends on the session's own family. */
VALUE(extended_next_hop)
{
	const bool v4 = s->channel[0].carried &&
	    s->channel[0].extended_next_hop;
	const bool v6 = s->channel[1].carried &&
	    s->channel[1].extended_next_hop;

	buf_str(to,
	    !v4 && !v6			       ? "off" :
		v4 && v6		       ? "ipv4,ipv6" :
		v4 && !s->kind->names_families ? "on" :
		v4			       ? "ipv4" :
						 "ipv6");
}

VALUE(next_hop_address)
{
	const char *comma = "";
	char text[ADDR_TEXT];

	for (size_t i = 0; i < 2; i++) {
		if (!s->channel[i].carried || s->channel[i].next_hop == NULL)
			continue;
		buf_str(to, comma);
		buf_str(to, addr_print(text, s->channel[i].next_hop));
		comma = ",";
	}
}

VALUE(multihop)
{
	buf_printf(to, "%" PRIu32, s->multihop);
}

VALUE(graceful_restart)
{
	buf_str(to, s->graceful_restart ? "on" : "aware");
}

VALUE(role)
{
	buf_str(to, s->role != NULL ? s->role : "none");
}

VALUE(add_paths)
{
	buf_str(to,
	    s->channel[0].add_paths || s->channel[1].add_paths ? "tx" : "off");
}

VALUE(password)
{
	buf_str(to, s->password_file != NULL ? s->password_file : "none");
}

VALUE(vrf)
{
	buf_str(to,
	    s->router->kernel.vrf != NULL ? s->router->kernel.vrf : "none");
}

const struct bgp_option_row bgp_option_rows[BGP_OPTIONS] = {
	[BGP_NEIGHBOR] = { "neighbor", has_neighbor, NULL, text_neighbor,
	    value_neighbor, false },
	[BGP_RANGE] = { "range", has_range, NULL, text_range, value_range,
	    false },
	[BGP_AS] = { "as", has_always, NULL, NULL, value_as, false },
	[BGP_LOCAL_AS] = { "local-as", has_always, NULL, text_local_as,
	    value_local_as, false },
	[BGP_ROUTER_ID] = { "router-id", has_always, NULL, NULL,
	    value_router_id, false },
	[BGP_SOURCE] = { "source", has_source, NULL, text_source, value_source,
	    false },
	[BGP_CHANNELS] = { "channels", has_always, NULL, NULL, value_channels,
	    false },
	[BGP_EXTENDED_NEXT_HOP] = { "extended-next-hop", has_extended_next_hop,
	    "extended next hop on;", NULL, value_extended_next_hop, true },
	/* BIRD 2.0.12 does not restart, and announces the old address. */
	[BGP_NEXT_HOP_ADDRESS] = { "next-hop-address", has_next_hop_address,
	    NULL, text_next_hop_address, value_next_hop_address, true },
	[BGP_IMPORT_TABLE] = { "import-table", has_import_table,
	    "import table on;", NULL, NULL, true },
	[BGP_KEEP_FILTERED] = { "keep-filtered", has_keep_filtered,
	    "import keep filtered on;", NULL, NULL, true },
	[BGP_MULTIHOP] = { "multihop", has_multihop, NULL, text_multihop,
	    value_multihop, false },
	[BGP_TTL_SECURITY] = { "ttl-security", has_ttl_security,
	    "ttl security on;", NULL, NULL, false },
	[BGP_GRACEFUL_RESTART] = { "graceful-restart", has_graceful_restart,
	    "graceful restart on;", NULL, value_graceful_restart, false },
	[BGP_ROLE] = { "role", has_role, NULL, text_role, value_role, false },
	[BGP_ENFORCE_FIRST_AS] = { "enforce-first-as", has_enforce_first_as,
	    "enforce first as on;", NULL, NULL, false },
	[BGP_ADD_PATHS] = { "add-paths", has_add_paths, "add paths tx;", NULL,
	    value_add_paths, true },
	[BGP_RR_CLIENT] = { "rr-client", has_rr_client, "rr client;", NULL,
	    NULL, false },
	[BGP_RS_CLIENT] = { "rs-client", has_rs_client, "rs client;", NULL,
	    NULL, false },
	[BGP_PASSIVE] = { "passive", has_passive, "passive on;", NULL, NULL,
	    false },
	[BGP_PASSWORD] = { "password", has_password, NULL, text_password,
	    value_password, false },
	[BGP_DISABLED] = { "disabled", has_disabled, "disabled;", NULL, NULL,
	    false },
	[BGP_VRF] = { "vrf", has_vrf, NULL, text_vrf, value_vrf, false },
	[BGP_AUTHENTICATION] = { NULL, has_authentication,
	    "authentication md5;", NULL, NULL, false },
	[BGP_BFD] = { NULL, has_bfd, "bfd graceful;", NULL, NULL, false },
	[BGP_NEXT_HOP_SELF] = { NULL, has_next_hop_self, NULL,
	    text_next_hop_self, NULL, true },
	[BGP_NEXT_HOP_KEEP] = { NULL, has_next_hop_keep, "next hop keep;", NULL,
	    NULL, true },
	[BGP_RECEIVE_LIMIT] = { NULL, has_receive_limit, NULL,
	    text_receive_limit, NULL, true },
	[BGP_IMPORT_LIMIT] = { NULL, has_import_limit, NULL, text_import_limit,
	    NULL, true },
	[BGP_IMPORT] = { NULL, has_always, NULL, text_import, NULL, true },
	[BGP_EXPORT_SELF] = { NULL, has_export_self, "next hop self;", NULL,
	    NULL, true },
	[BGP_EXPORT_LIMIT] = { NULL, has_export_limit, NULL, text_export_limit,
	    NULL, true },
	[BGP_EXPORT] = { NULL, has_always, NULL, text_export, NULL, true },
};

const char *
bgp_option_setting(enum bgp_option option)
{
	return bgp_option_rows[option].setting;
}
