/* The ROA tables. */
#include "roa.h"

#include <inttypes.h>

bool
roa_checked(const struct site *site)
{
	return site->rpki.static_tables;
}

bool
roa_ready(const struct input *in, struct diag *diag)
{
	static const struct place place = { "-", 0 };

	if (!roa_checked(in->site) || in->nvrps > 0)
		return true;
	diag_say(diag, DIAG_ERROR, &place, NULL, "no vrp record, though the "
	    "site has static ROA tables (did registry-parse fail, or leave "
	    "them out with -t?)");
	return false;
}

void
roa_framing(struct fragout *out, const struct input *in)
{
	fragout_count(out, "roa", in->site->rpki.static_tables ? in->nvrps :
	    0);
}

static void
table(FILE *f, const struct input *in, unsigned family)
{
	char text[PREFIX_TEXT];

	fprintf(f, "\nprotocol static bf_roas%u {\n"
	    "\troa%u { table bf_roa%u; };\n", family, family, family);
	for (size_t i = 0; i < in->nvrps; i++) {
		const struct vrp *r = &in->vrps[i];

		if (r->prefix.addr.family == family)
			fprintf(f, "\troute %s max %u as %" PRIu32 ";\n",
			    prefix_print(text, &r->prefix), r->max, r->asn);
	}
	fputs("}\n", f);
}

void
roa_text(FILE *f, const struct input *in)
{
	fputs("# Which AS may announce what: the registry's route objects.\n"
	    "\n"
	    "roa4 table bf_roa4;\n"
	    "roa6 table bf_roa6;\n", f);
	if (!in->site->rpki.static_tables)
		return;
	table(f, in, 4);
	table(f, in, 6);
}
