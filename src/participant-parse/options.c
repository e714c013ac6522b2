/* The command line of participant-parse(1). */
#include "participant-parse/options.h"

#include <stddef.h>
#include <string.h>

#include "base/asn.h"
#include "participant-parse/tailscale.h"

static bool
take_asn(void *options, const char *text, struct why *why)
{
	struct options *o = options;

	if (asn_parse(text, strlen(text), &o->asn, why) &&
	    !asn_reserved(o->asn))
		return true;
	why_not(why, text, strlen(text), "an AS number that is not reserved");
	return false;
}

/* A login name of a VPN has an "@": alder@example, alder@github. */
static bool
take_servers(void *options, const char *text, struct why *why)
{
	struct options *o = options;

	o->servers = text;
	if (strchr(text, '@') != NULL ||
	    (tailscale_is_tag(text) && text[4] != '\0'))
		return true;
	why_set(why,
	    "\"%.100s\" is no proof of who a machine is (expected "
	    "tag:NAME or a login name, which the VPN's controller gives)",
	    text);
	return false;
}

static const struct option_row rows[] = {
	OPTION_SITE(struct options),
	OPTION_STRICT(struct options, strict),
	{ 0, "no-records", NULL, "read no records: the site file says it all",
	    OPTION_FLAG, offsetof(struct options, no_records) },
	{ 0, "asn", "ASN", "the exchange's AS number", OPTION_TAKE,
	    .take = take_asn },
	{ 0, "servers", "WHO", "the tag or login name of its servers",
	    OPTION_TAKE, .take = take_servers },
};
static const struct command command = {
	.tool = "participant-parse",
	.does =
	    "Makes participant records from documents of a VPN and a gateway.",
	.operands = "<RECORDS",
	.expected = "none: records come on standard input",
	.example = "source-fetch -s site.yaml | participant-parse -s site.yaml",
	.page = "participant-parse(1)",
	.rows = rows,
	.n = sizeof rows / sizeof *rows,
	.common = offsetof(struct options, common),
};

int
options_read(struct options *o, struct diag *diag, int argc, char **argv)
{
	char **operands;
	int status;

	*o = (struct options){ .servers = "tag:ixp" };
	status = command_read(&command, argc, argv, o, &operands, diag);
	diag->others = true;
	diag->strict = o->strict;
	return status;
}
