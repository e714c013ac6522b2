/* The command line. */
#include "apply/options.h"

#include <getopt.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "apply/apply.h"
#include "base/name.h"
#include "base/number.h"
#include "base/out.h"

#define STREAM_SECONDS 300u
#define DAY 86400u

enum { FORCE = 256, INSTALL_ONLY, BOOT, LIST, RESOLVE, ROLLBACK, STATE_DIR,
	TIMEOUT };

static const struct option long_options[] = {
	{ "boot", no_argument, NULL, BOOT },
	{ "force", no_argument, NULL, FORCE },
	{ "install-only", no_argument, NULL, INSTALL_ONLY },
	{ "list", no_argument, NULL, LIST },
	{ "resolve", no_argument, NULL, RESOLVE },
	{ "rollback", no_argument, NULL, ROLLBACK },
	{ "state-dir", required_argument, NULL, STATE_DIR },
	{ "timeout", required_argument, NULL, TIMEOUT },
	{ 0 }
};

static const char usage[] =
    "usage: apply -s SITE [-r ROUTER] [-jnv] [--force] [--install-only]\n"
    "             [--state-dir DIR] [--timeout SECONDS] <FRAGMENTS\n"
    "       apply -s SITE ... --rollback [ID]\n"
    "       apply -s SITE [-r ROUTER] [-nv] [--force] [--state-dir DIR]\n"
    "             [--timeout SECONDS] --boot | --resolve\n"
    "       apply -s SITE [-r ROUTER] [--state-dir DIR] --list\n"
    "       apply -h | -V\n";

static int
wrong_call(const char *text)
{
	fprintf(stderr, "apply: %s; apply -h says how\n", text);
	return APPLY_REFUSED;
}

static int
print(const char *text, struct diag *diag)
{
	fputs(text, stdout);
	return out_finish(stdout, diag) ? APPLY_DONE : APPLY_REFUSED;
}

static int
take_seconds(struct options *o, const char *text)
{
	struct why why;
	uint64_t n;

	if (!number_parse(text, strlen(text), 1, DAY, &n, &why))
		return wrong_call(why.text);
	o->seconds = (unsigned)n;
	return -1;
}

/* A path that can stand in a command to BIRD as it is. */
static int
take_state_dir(struct options *o, const char *text)
{
	struct why why;

	if (!path_check(text, strlen(text), &why))
		return wrong_call(why.text);
	o->state_dir = text;
	return -1;
}

static int
take_mode(struct options *o, enum mode mode)
{
	if (o->mode != MODE_STREAM && o->mode != mode)
		return wrong_call("--boot, --list, --resolve and --rollback "
		    "are different things (expected one of them)");
	o->mode = mode;
	return -1;
}

static int
take(struct options *o, int c, struct diag *diag)
{
	switch (c) {
	case 's':
		o->site = optarg;
		return -1;
	case 'r':
		o->router = optarg;
		return -1;
	case 'n':
		o->dry = true;
		return -1;
	case 'j':
		o->json = true;
		return -1;
	case 'v':
		diag->verbose = true;
		return -1;
	case FORCE:
		o->force = true;
		return -1;
	case INSTALL_ONLY:
		o->install_only = true;
		return -1;
	case BOOT:
		return take_mode(o, MODE_BOOT);
	case LIST:
		return take_mode(o, MODE_LIST);
	case RESOLVE:
		return take_mode(o, MODE_RESOLVE);
	case ROLLBACK:
		return take_mode(o, MODE_ROLLBACK);
	case STATE_DIR:
		return take_state_dir(o, optarg);
	case TIMEOUT:
		return take_seconds(o, optarg);
	case 'h':
		return print(usage, diag);
	case 'V':
		return print("birdfeed apply " PACKAGE_VERSION "\n", diag);
	default:
		return APPLY_REFUSED;	/* getopt has said why */
	}
}

int
options_read(struct options *o, int argc, char **argv, struct diag *diag)
{
	int c;

	*o = (struct options){ .seconds = STREAM_SECONDS };
	while ((c = getopt_long(argc, argv, "s:r:njvhV", long_options,
	    NULL)) != -1) {
		int status = take(o, c, diag);

		if (status != -1)
			return status;
	}
	if (o->site == NULL)
		return wrong_call("-s SITE is missing");
	if (o->json && (o->dry || o->mode > MODE_ROLLBACK))
		return wrong_call("-j is for a run that installs things");
	if (o->install_only && (o->mode == MODE_BOOT ||
	    o->mode == MODE_RESOLVE))
		return wrong_call("--install-only is for a run that installs "
		    "things");
	if (o->mode == MODE_ROLLBACK && optind < argc)
		o->id = argv[optind++];
	if (optind < argc)
		return wrong_call("operands (expected none: the fragments "
		    "come on standard input)");
	return -1;
}
