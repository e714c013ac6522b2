/* The registry's rules: which prefixes are networks of the registry. */
#include "bird-render/registry-rules.h"

#include <inttypes.h>

static void
rule_arm(FILE *f, const struct input *in, const struct prefix_rule *r,
    const char *otherwise)
{
	char text[PREFIX_TEXT];

	because_record(f, in->explain, r->line, "prefix-rule %" PRIu32 "/ipv%u",
	    r->number, r->prefix.addr.family);
	fprintf(f, "\t%sif net ~ [ %s+ ] then ", otherwise,
	    prefix_print(text, &r->prefix));
	if (!r->permit)
		fputs("reject;\n", f);
	else
		fprintf(f,
		    "{\n"
		    "\t\tif net.len < %u || net.len > %u then reject;\n"
		    "\t}\n",
		    r->min, r->max);
}

/* Rejects the networks of neighbours that the site file names. */
static void
lans(FILE *f, const struct input *in, unsigned family)
{
	const struct prefix_list *list = &in->site->lans;
	char text[PREFIX_TEXT];

	for (size_t i = 0; i < list->n; i++) {
		if (list->v[i].addr.family != family)
			continue;
		because_site(f, in->explain, "lans");
		fprintf(f, "\tif net ~ [ %s+ ] then reject;\n",
		    prefix_print(text, &list->v[i]));
	}
}

void
registry_rules_function(FILE *f, const struct input *in, unsigned family)
{
	const char *otherwise = "";

	fprintf(f, "\nfunction bf_network%u()\n{\n", family);
	lans(f, in, family);
	for (size_t i = 0; i < in->nrules; i++) {
		if (in->rules[i].prefix.addr.family != family)
			continue;
		rule_arm(f, in, &in->rules[i], otherwise);
		otherwise = "else ";
	}
	fprintf(f, "\t%sreject;\n}\n", otherwise);
}
