/* The options of participant-parse(1). */
#include "participant-parse/options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/asn.h"

static const char usage[] =
"usage: participant-parse -s SITE [-v] [--strict]\n"
"           [--asn ASN] [--servers PREFIX] <records\n";

enum { OPT_STRICT = 256, OPT_ASN, OPT_SERVERS };

static const struct option long_options[] = {
	{ "strict", no_argument, NULL, OPT_STRICT },
	{ "asn", required_argument, NULL, OPT_ASN },
	{ "servers", required_argument, NULL, OPT_SERVERS },
	COMMON_LONG,
};

static void
wrong(const char *text)
{
	fprintf(stderr, "participant-parse: %s\n", text);
	exit(2);
}

static uint32_t
asn_option(const char *text)
{
	struct why why;
	uint32_t asn;

	if (!asn_parse(text, strlen(text), &asn, &why) || asn_reserved(asn))
		wrong("--asn: expected an AS number that is not reserved");
	return asn;
}

struct options
options_parse(int argc, char **argv)
{
	struct options o = { .servers = "ixp" };
	int c, status;

	while ((c = getopt_long(argc, argv, "s:vhV", long_options, NULL))
	    != -1) {
		status = common_take(&o.common, c, "participant-parse",
		    usage);
		if (status >= 0)
			exit(status);
		switch (c) {
		case OPT_STRICT:
			o.strict = true;
			break;
		case OPT_ASN:
			o.asn = asn_option(optarg);
			break;
		case OPT_SERVERS:
			o.servers = optarg;
			break;
		}
	}
	if (!common_has_site(&o.common, "participant-parse"))
		exit(2);
	if (o.servers[0] == '\0')
		wrong("--servers: empty (expected how their host names "
		    "begin)");
	if (optind < argc)
		wrong("records come on standard input (-h for help)");
	return o;
}
