/* The options of participant-parse(1). */
#include "options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "asn.h"

static const char usage[] =
"usage: participant-parse -s SITE [-v] [--strict]\n"
"           [--asn ASN] [--servers PREFIX] <records\n";

enum { OPT_STRICT = 256, OPT_ASN, OPT_SERVERS };

static const struct option long_options[] = {
	{ "strict", no_argument, NULL, OPT_STRICT },
	{ "asn", required_argument, NULL, OPT_ASN },
	{ "servers", required_argument, NULL, OPT_SERVERS },
	{ "help", no_argument, NULL, 'h' },
	{ "version", no_argument, NULL, 'V' },
	{ NULL, 0, NULL, 0 },
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

static void
long_option(struct options *o, int c)
{
	switch (c) {
	case OPT_STRICT:
		o->strict = true;
		return;
	case OPT_ASN:
		o->asn = asn_option(optarg);
		return;
	case OPT_SERVERS:
		if (optarg[0] == '\0')
			wrong("--servers: empty (expected how their host "
			    "names begin)");
		o->servers = optarg;
		return;
	default:
		exit(2);
	}
}

struct options
options_parse(int argc, char **argv)
{
	struct options o = { .servers = "ixp" };
	int c;

	while ((c = getopt_long(argc, argv, "s:vhV", long_options, NULL))
	    != -1) {
		switch (c) {
		case 's':
			o.site = optarg;
			break;
		case 'v':
			o.verbose = true;
			break;
		case 'h':
			fputs(usage, stdout);
			exit(fflush(stdout) == 0 ? 0 : 2);
		case 'V':
			puts("birdfeed participant-parse " PACKAGE_VERSION);
			exit(fflush(stdout) == 0 ? 0 : 2);
		default:
			long_option(&o, c);
		}
	}
	if (o.site == NULL)
		wrong("-s SITE is missing (-h for help)");
	if (optind < argc)
		wrong("records come on standard input (-h for help)");
	return o;
}
