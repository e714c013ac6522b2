/*
 * A BGP session: one table of rows gives BIRD's text and apply's forecast.
 *
 * To add an option, add a member to struct bgp_session or bgp_channel, a name
 * to enum bgp_option, a row to rows[], and its place in session_order[] or
 * channel_order[].  HACKING lists what restarts a session in BIRD; the row of
 * such an option has a setting.
 */
#include "render/bgp-session.h"

#include <inttypes.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/out.h"

#define BIT(option) (UINT64_C(1) << BGP_##option)
#define N(array) (sizeof array / sizeof *array)

/* The options that the forecast of every session has. */
#define COMMON \
	(BIT(AS) | BIT(LOCAL_AS) | BIT(ROUTER_ID) | BIT(SOURCE) | \
	    BIT(CHANNELS) | BIT(EXTENDED_NEXT_HOP) | BIT(IMPORT_TABLE))
/* A channel's options that do not depend on the session's family. */
#define CHANNEL \
	(BIT(CHANNELS) | BIT(IMPORT_TABLE) | BIT(KEEP_FILTERED) | \
	    BIT(ADD_PATHS) | BIT(NEXT_HOP_SELF) | BIT(NEXT_HOP_KEEP) | \
	    BIT(NEXT_HOP_ADDRESS) | BIT(RECEIVE_LIMIT) | BIT(IMPORT_LIMIT) | \
	    BIT(IMPORT) | BIT(EXPORT_SELF) | BIT(EXPORT_LIMIT) | BIT(EXPORT))

const struct bgp_kind bgp_peer = {
	.name = "peer",
	.framed = COMMON | BIT(PASSWORD) | BIT(DISABLED),
	.constant = BIT(ENFORCE_FIRST_AS),
	.in_template = BIT(VRF) | BIT(LOCAL_AS) | BIT(ENFORCE_FIRST_AS),
};

/* bgp_peer without the check of the first AS.  The check is constant in
 * bgp_peer, so a session without it must have it in the forecast. */
const struct bgp_kind bgp_peer_any_first_as = {
	.name = "peer",
	.framed = COMMON | BIT(PASSWORD) | BIT(DISABLED) |
	    BIT(ENFORCE_FIRST_AS),
	.in_template = BIT(VRF) | BIT(LOCAL_AS) | BIT(ENFORCE_FIRST_AS),
};

const struct bgp_kind bgp_neighbor = {
	.name = "neighbor",
	.framed = COMMON | BIT(MULTIHOP) | BIT(TTL_SECURITY) |
	    BIT(GRACEFUL_RESTART) | BIT(ROLE) | BIT(ENFORCE_FIRST_AS) |
	    BIT(ADD_PATHS) | BIT(PASSWORD) | BIT(DISABLED),
};

const struct bgp_kind bgp_ibgp = {
	.name = "ibgp",
	.framed = COMMON | BIT(RR_CLIENT),
	.in_template = BIT(VRF) | BIT(LOCAL_AS) | CHANNEL |
	    BIT(EXTENDED_NEXT_HOP),
	.local_line = true,
};

const struct bgp_kind bgp_range = {
	.name = "range",
	.framed = COMMON | BIT(KEEP_FILTERED) | BIT(MULTIHOP) | BIT(PASSIVE),
	.in_template = BIT(VRF) | BIT(MULTIHOP) | BIT(RS_CLIENT) |
	    BIT(PASSIVE) | CHANNEL,
	.names_families = true,
	.local_line = true,
};

const struct bgp_kind bgp_server = {
	.name = "server",
	.framed = COMMON | BIT(MULTIHOP),
	.constant = BIT(ENFORCE_FIRST_AS),
	.in_template = BIT(VRF) | BIT(MULTIHOP) | BIT(ENFORCE_FIRST_AS) |
	    CHANNEL,
	.names_families = true,
	.local_line = true,
};

/* bgp_server without the check of the first AS: see
 * bgp_peer_any_first_as. */
const struct bgp_kind bgp_server_any_first_as = {
	.name = "server",
	.framed = COMMON | BIT(MULTIHOP) | BIT(ENFORCE_FIRST_AS),
	.in_template = BIT(VRF) | BIT(MULTIHOP) | BIT(ENFORCE_FIRST_AS) |
	    CHANNEL,
	.names_families = true,
	.local_line = true,
};

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

struct row {
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

static const struct row rows[BGP_OPTIONS] = {
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

/* The order of the options in BIRD's text. */
static const enum bgp_option session_order[] = {
	BGP_DISABLED,
	BGP_VRF,
	BGP_LOCAL_AS,
	BGP_NEIGHBOR,
	BGP_RANGE,
	BGP_SOURCE,
	BGP_MULTIHOP,
	BGP_PASSIVE,
	BGP_ENFORCE_FIRST_AS,
	BGP_ROLE,
	BGP_AUTHENTICATION,
	BGP_PASSWORD,
	BGP_TTL_SECURITY,
	BGP_GRACEFUL_RESTART,
	BGP_BFD,
	BGP_RR_CLIENT,
	BGP_RS_CLIENT,
};

static const enum bgp_option channel_order[] = {
	BGP_EXTENDED_NEXT_HOP,
	BGP_ADD_PATHS,
	BGP_NEXT_HOP_SELF,
	BGP_NEXT_HOP_KEEP,
	BGP_NEXT_HOP_ADDRESS,
	BGP_IMPORT_TABLE,
	BGP_KEEP_FILTERED,
	BGP_RECEIVE_LIMIT,
	BGP_IMPORT_LIMIT,
	BGP_IMPORT,
	BGP_EXPORT_SELF,
	BGP_EXPORT_LIMIT,
	BGP_EXPORT,
};

static bool
bit_is_set(uint64_t bits, enum bgp_option option)
{
	return (bits >> option & 1) != 0;
}

static void
mark(FILE *f, const struct bgp_session *s, enum bgp_option option)
{
	if (s->explain == NULL)
		return;
	if (option == BGP_VRF)
		because_router(f, s->explain, s->router, "kernel.vrf");
	else if (option == BGP_AUTHENTICATION)
		because_router(f, s->explain, s->router, "bird.version");
	else
		s->mark(f, s, option);
}

static void
print_words(FILE *f, const struct bgp_session *s, const struct row *row,
    const struct bgp_channel *c)
{
	if (row->line != NULL)
		fputs(row->line, f);
	else
		row->text(f, s, c);
}

static void
print_line(FILE *f, const struct bgp_session *s, enum bgp_option option,
    const struct bgp_channel *c)
{
	mark(f, s, option);
	fputs(c != NULL ? "\t\t" : "\t", f);
	print_words(f, s, &rows[option], c);
	putc('\n', f);
}

/* Is OPTION printed here, in the template or in the protocol? */
static bool
is_here(const struct bgp_session *s, enum bgp_option option,
    const struct bgp_channel *c, bool in_template)
{
	return bit_is_set(s->kind->in_template, option) == in_template &&
	    rows[option].has(s, c);
}

static void
print_channel(FILE *f, const struct bgp_session *s, unsigned family)
{
	const struct bgp_channel *c = BGP_CHANNEL(s, family);
	const bool in_template = bit_is_set(s->kind->in_template, BGP_CHANNELS);

	mark(f, s, BGP_CHANNELS);
	out_printf(f, "\tipv%u {\n", family);
	for (size_t i = 0; i < N(channel_order); i++)
		if (is_here(s, channel_order[i], c, in_template))
			print_line(f, s, channel_order[i], c);
	fputs("\t};\n", f);
}

/* Prints what a protocol adds to a channel of its template, as one line. */
static void
add_to_channel(FILE *f, const struct bgp_session *s, unsigned family)
{
	const struct bgp_channel *c = BGP_CHANNEL(s, family);
	bool any = false;

	for (size_t i = 0; i < N(channel_order); i++) {
		if (!is_here(s, channel_order[i], c, false))
			continue;
		if (!any)
			out_printf(f, "\tipv%u {", family);
		any = true;
		mark(f, s, channel_order[i]);
		putc(' ', f);
		print_words(f, s, &rows[channel_order[i]], c);
	}
	if (any)
		fputs(" };\n", f);
}

static void
print_options(FILE *f, const struct bgp_session *s, bool in_template)
{
	const bool channels = bit_is_set(s->kind->in_template, BGP_CHANNELS);

	for (size_t i = 0; i < N(session_order); i++)
		if (is_here(s, session_order[i], NULL, in_template))
			print_line(f, s, session_order[i], NULL);
	for (unsigned family = 4; family <= 6; family += 2) {
		if (!BGP_CHANNEL(s, family)->carried)
			continue;
		if (channels == in_template)
			print_channel(f, s, family);
		else if (channels)
			add_to_channel(f, s, family);
	}
}

void
bgp_template_text(FILE *f, const struct bgp_session *s, const char *name)
{
	out_printf(f, "template bgp %s {\n", name);
	print_options(f, s, true);
	fputs("}\n", f);
}

void
bgp_session_text(FILE *f, const struct bgp_session *s)
{
	mark(f, s, BGP_PROTOCOL);
	out_printf(f, "protocol bgp %s", s->name);
	if (s->template != NULL)
		out_printf(f, " from %s", s->template);
	fputs(" {\n", f);
	print_options(f, s, false);
	fputs("}\n", f);
}

/* Does the session, or one of its channels, have the option? */
static bool
has_option(const struct bgp_session *s, const struct row *row)
{
	if (!row->of_channel)
		return row->has(s, NULL);
	for (size_t i = 0; i < 2; i++)
		if (s->channel[i].carried && row->has(s, &s->channel[i]))
			return true;
	return false;
}

/* The forecast has what the kind always frames, and what differs from the
 * kind: an extra option, or a missing constant one. */
static bool
is_framed(const struct bgp_session *s, enum bgp_option option)
{
	return rows[option].setting != NULL &&
	    (bit_is_set(s->kind->framed, option) ||
		bit_is_set(s->kind->constant, option) !=
		    has_option(s, &rows[option]));
}

void
bgp_session_framing(struct fragout *out, const struct bgp_session *s)
{
	struct buf text = { 0 };

	for (unsigned i = 0; i < BGP_OPTIONS; i++) {
		if (!is_framed(s, i))
			continue;
		if (text.len > 0)
			buf_char(&text, ' ');
		buf_str(&text, rows[i].setting);
		buf_char(&text, '=');
		if (rows[i].value != NULL)
			rows[i].value(&text, s);
		else
			buf_str(&text, has_option(s, &rows[i]) ? "on" : "off");
	}
	fragout_session(out, s->name, buf_cstr(&text));
	buf_free(&text);
}

const char *
bgp_option_setting(enum bgp_option option)
{
	return rows[option].setting;
}
