/* The ROA tables. */
#include "bird-render/part-roa.h"

#include <inttypes.h>

#include "base/out.h"
#include "bird-render/own-valid.h"
#include "site/rpki.h"
#include "stream/origin-validation.h"

bool
roa_checked(const struct site *site)
{
	return rpki_checked(&site->rpki);
}

static bool
expects(const struct site *site, unsigned family)
{
	for (size_t i = 0; i < site->rpki.nexpect; i++)
		if (site->rpki.expect[i].prefix.addr.family == family)
			return true;
	return false;
}

/* Does a static ROA make the expected route valid? */
static bool
is_there(const struct input *in, const struct rpki_expect *e)
{
	return origin_validate(in->vrps, in->nvrps, &e->prefix, e->asn).state ==
	    ORIGIN_VALID;
}

/* Without RPKI servers, no later ROA can make the route valid. */
static bool
check_expected(const struct input *in, struct diag *diag)
{
	const struct site_rpki *rpki = &in->site->rpki;
	bool ok = true;

	for (size_t i = 0; i < rpki->nexpect; i++) {
		const struct rpki_expect *e = &rpki->expect[i];
		struct place place = { in->site->file, e->line[EXPECT_PREFIX] };
		char text[PREFIX_TEXT];

		if (is_there(in, e))
			continue;
		diag_say(diag, DIAG_ERROR, &place, "expect",
		    "no vrp record "
		    "makes %s of AS%" PRIu32 " valid, and no server could",
		    prefix_print(text, &e->prefix), e->asn);
		ok = false;
	}
	return ok;
}

/* After a ROA change, BIRD 3 reloads only what the changed ROA covers; see
 * bird-render(1). */
static void
warn_partial(const struct input *in, struct diag *diag)
{
	const struct site_bird *bird = &in->router->bird;
	struct place place = { in->site->file,
		in->site->rpki.line[RPKI_EXPECT] };

	if (in->site->rpki.nexpect > 0 && in->site->rpki.nservers > 0 &&
	    bird->line[BIRD_VERSION] != 0 && bird->version >= 3000)
		diag_say(diag, DIAG_WARNING, &place, "expect",
		    "BIRD 3 does "
		    "not look at refused routes again when the ROA comes "
		    "(expected static ROAs that hold it, or \"reload filters "
		    "in "
		    "all\" by hand)");
}

bool
roa_ready(const struct input *in, struct diag *diag)
{
	static const struct place place = { "-", 0 };
	const struct site_rpki *rpki = &in->site->rpki;

	warn_partial(in, diag);
	own_valid_warn(in, diag);
	if (!rpki->static_tables)
		return true;
	if (in->nvrps > 0)
		return rpki->nservers > 0 || check_expected(in, diag);
	diag_say(diag, DIAG_ERROR, &place, NULL,
	    "no vrp record, though the "
	    "site has static ROA tables (did registry-parse fail, or leave "
	    "them out with -t?)");
	return false;
}

void
roa_framing(struct fragout *out, const struct input *in)
{
	fragout_count(out, "roa", in->site->rpki.static_tables ? in->nvrps : 0);
}

static void
table(FILE *f, const struct input *in, unsigned family)
{
	char text[PREFIX_TEXT];

	size_t n = 0;

	for (size_t i = 0; i < in->nvrps; i++)
		n += in->vrps[i].prefix.addr.family == family;
	putc('\n', f);
	because_site(f, in->explain, "rpki.static");
	because(f, in->explain, "%zu vrp record%s", n, n == 1 ? "" : "s");
	out_printf(f,
	    "protocol static bf_roas%u {\n"
	    "\troa%u { table bf_roa%u; };\n",
	    family, family, family);
	for (size_t i = 0; i < in->nvrps; i++) {
		const struct vrp *r = &in->vrps[i];

		if (r->prefix.addr.family == family)
			out_printf(f, "\troute %s max %u as %" PRIu32 ";\n",
			    prefix_print(text, &r->prefix), r->max, r->asn);
	}
	fputs("}\n", f);
}

static void
interval(FILE *f, const struct input *in, const char *name,
    const struct rpki_server *s, unsigned key, uint32_t seconds)
{
	/* If the site file sets an interval, the server may not change it. */
	if (s->line[key] == 0)
		return;
	because_line(f, in->explain, s->line[key], "rpki.servers %s", name);
	fprintf(f, "\t%s keep %" PRIu32 ";\n", name, seconds);
}

static void
server(FILE *f, const struct input *in, const struct rpki_server *s,
    size_t number)
{
	const char *quote = s->address.host != NULL ? "\"" : "";
	char text[ENDPOINT_TEXT];

	fprintf(f,
	    "\nprotocol rpki bf_rtr%zu {\n"
	    "\troa4 { table bf_roa4; };\n"
	    "\troa6 { table bf_roa6; };\n",
	    number);
	because_line(f, in->explain, s->line[SERVER_ADDRESS], "rpki.servers");
	fprintf(f, "\tremote %s%s%s port %" PRIu32 ";\n", quote,
	    host_print(text, &s->address), quote, s->port);
	interval(f, in, "refresh", s, SERVER_REFRESH, s->refresh);
	interval(f, in, "retry", s, SERVER_RETRY, s->retry);
	interval(f, in, "expire", s, SERVER_EXPIRE, s->expire);
	fputs("}\n", f);
}

static void
guard(FILE *f, const struct input *in, unsigned family)
{
	const struct site *site = in->site;
	char text[PREFIX_TEXT];

	if (!expects(site, family))
		return;
	fprintf(f, "\nfunction bf_roa_ready%u()\n{\n", family);
	for (size_t i = 0; i < site->rpki.nexpect; i++) {
		const struct rpki_expect *e = &site->rpki.expect[i];

		if (e->prefix.addr.family != family)
			continue;
		because_line(f, in->explain, e->line[EXPECT_PREFIX],
		    "rpki.expect");
		fprintf(f,
		    "\tif roa_check(bf_roa%u, %s, %" PRIu32
		    ") != ROA_VALID then reject;\n",
		    family, prefix_print(text, &e->prefix), e->asn);
	}
	fputs("}\n", f);
}

void
roa_guard_call(FILE *f, const struct input *in, unsigned family)
{
	if (!expects(in->site, family))
		return;
	because_site(f, in->explain, "rpki.expect");
	fprintf(f, "\tbf_roa_ready%u();\n", family);
}

void
roa_because(FILE *f, const struct input *in)
{
	because_site(f, in->explain,
	    in->site->rpki.static_tables ? "rpki.static" : "rpki.servers");
}

void
roa_text(FILE *f, const struct input *in)
{
	const struct site_rpki *rpki = &in->site->rpki;

	/* A ROA table that no filter uses would always be empty. */
	if (!roa_checked(in->site)) {
		fputs("# Which AS may announce what: no filter asks.\n", f);
		return;
	}
	fprintf(f,
	    "# Which AS may announce what%s.\n"
	    "\n"
	    "roa4 table bf_roa4;\n"
	    "roa6 table bf_roa6;\n",
	    rpki->nservers == 0 ? ": the registry's route objects" : "");
	if (rpki->static_tables) {
		table(f, in, 4);
		table(f, in, 6);
	}
	for (size_t i = 0; i < rpki->nservers; i++)
		server(f, in, &rpki->servers[i], i + 1);
	guard(f, in, 4);
	guard(f, in, 6);
}
