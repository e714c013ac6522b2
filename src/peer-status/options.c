/* The options of peer-status(1). */
#include "peer-status/options.h"

#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/number.h"

static const char usage[] =
"usage: peer-status [-v] [-s SITE [-r ROUTER] | --socket PATH] [-f FORMAT]\n"
"           [-o FILE] [-l N] [--all] [--only NAME,...] [--title TEXT]\n"
"           [--history FILE] [--timeout SECONDS] [--now SECONDS] [RECORDS]\n"
"formats: table, json, prometheus, html\n";

enum { OPT_ALL = 256, OPT_HISTORY, OPT_NOW, OPT_ONLY, OPT_SOCKET,
	OPT_TIMEOUT, OPT_TITLE };

static const struct option long_options[] = {
	{ "all", no_argument, NULL, OPT_ALL },
	{ "format", required_argument, NULL, 'f' },
	{ "history", required_argument, NULL, OPT_HISTORY },
	{ "limit", required_argument, NULL, 'l' },
	{ "now", required_argument, NULL, OPT_NOW },
	{ "only", required_argument, NULL, OPT_ONLY },
	{ "output", required_argument, NULL, 'o' },
	{ "socket", required_argument, NULL, OPT_SOCKET },
	{ "timeout", required_argument, NULL, OPT_TIMEOUT },
	{ "title", required_argument, NULL, OPT_TITLE },
	COMMON_LONG,
};

static void
wrong(const char *option, const char *why)
{
	fprintf(stderr, "peer-status: %s: %s\n", option, why);
	exit(2);
}

static uint64_t
number_option(const char *option, const char *text, uint64_t min,
    uint64_t max)
{
	struct why why;
	uint64_t n;

	if (!number_parse(text, strlen(text), min, max, &n, &why))
		wrong(option, why.text);
	return n;
}

static const struct format *
format_option(const char *name)
{
	const struct format *f = format_find(name);

	if (f == NULL)
		wrong(name, "no such format (expected table, json, "
		    "prometheus or html)");
	return f;
}

static void
take(struct options *o, int c, const char *value)
{
	switch (c) {
	case 'f':
		o->format = format_option(value);
		break;
	case 'o':
		o->output = value;
		break;
	case 'l':
		o->question.limit = (uint32_t)number_option("-l", value, 0,
		    1000000);
		break;
	case OPT_ALL:
		o->question.all = true;
		break;
	case OPT_HISTORY:
		o->history = value;
		break;
	case OPT_NOW:
		o->question.now = number_option("--now", value, 1,
		    UINT64_C(253402300799));
		break;
	case OPT_ONLY:
		o->question.only = value;
		break;
	case OPT_SOCKET:
		o->socket = value;
		break;
	case OPT_TIMEOUT:
		o->question.ms = (unsigned)number_option("--timeout", value,
		    1, 3600) * 1000;
		break;
	case OPT_TITLE:
		o->title = value;
		break;
	}
}

static void
finish(struct options *o)
{
	if (o->common.site != NULL && o->socket != NULL)
		wrong("--socket", "not together with -s");
	if (o->common.router != NULL && o->common.site == NULL)
		wrong("-r", "needs -s");
	o->question.list_accepted = o->format->accepted;
	o->question.list_rejected = o->format->rejected;
}

struct options
options_parse(int argc, char **argv)
{
	struct options o = { .format = format_find("table"),
		.title = "Peering status", .question = { .ms = 10000,
		.limit = 100, .now = (uint64_t)time(NULL) } };
	int c, status;

	while ((c = getopt_long(argc, argv, "f:o:l:" COMMON_SHORT,
	    long_options, NULL)) != -1) {
		status = common_take(&o.common, c, "peer-status", usage);
		if (status >= 0)
			exit(status);
		if (status == COMMON_OTHER)
			take(&o, c, optarg);
	}
	if (optind + 1 < argc)
		wrong(argv[optind + 1], "too much (-h for help)");
	o.records = argv[optind];
	finish(&o);
	return o;
}
