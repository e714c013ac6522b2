/* A BGP session: BIRD's text and apply's forecast, from the rows of its
 * options. */
#include "render/bgp-session.h"

#include <stddef.h>

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
print_words(FILE *f, const struct bgp_session *s,
    const struct bgp_option_row *row, const struct bgp_channel *c)
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
	print_words(f, s, &bgp_option_rows[option], c);
	putc('\n', f);
}

/* Is OPTION printed here, in the template or in the protocol? */
static bool
is_here(const struct bgp_session *s, enum bgp_option option,
    const struct bgp_channel *c, bool in_template)
{
	return bit_is_set(s->kind->in_template, option) == in_template &&
	    bgp_option_rows[option].has(s, c);
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
		print_words(f, s, &bgp_option_rows[channel_order[i]], c);
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
has_option(const struct bgp_session *s, const struct bgp_option_row *row)
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
	return bgp_option_rows[option].setting != NULL &&
	    (bit_is_set(s->kind->framed, option) ||
		bit_is_set(s->kind->constant, option) !=
		    has_option(s, &bgp_option_rows[option]));
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
		buf_str(&text, bgp_option_rows[i].setting);
		buf_char(&text, '=');
		if (bgp_option_rows[i].value != NULL)
			bgp_option_rows[i].value(&text, s);
		else
			buf_str(&text,
			    has_option(s, &bgp_option_rows[i]) ? "on" : "off");
	}
	/* The exception: it restarts nothing, and apply(8) judges by it. */
	if (s->requested)
		buf_str(&text, " requested=on");
	fragout_session(out, s->name, buf_cstr(&text));
	buf_free(&text);
}
