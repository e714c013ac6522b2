#ifndef PEER_SHELL_SHELL_H
#define PEER_SHELL_SHELL_H

#include <stdbool.h>

#include <jansson.h>

#include "base/diag.h"
#include "peer-shell/caller.h"
#include "peer-shell/line-input.h"
#include "site/peer-source.h"
#include "store/peer-request.h"
#include "store/request-rules.h"

/* What everything that one person does here shares. */
struct shell {
	const char *site_file;
	const char *reserved; /* the operator's peers; NULL: none */
	unsigned wait;	      /* seconds until a change is in effect */
	struct site *site;
	struct peer_source operators;
	bool operators_read;
	struct db *db;
	struct caller caller;
	struct request_actor by; /* its mntner is set for each order */
	struct line_input *input;
	bool guest;	  /* nobody's key: only a signed text counts */
	bool terminal;	  /* a person: there are prompts */
	const char *verb; /* the one that runs now */
	bool json;	  /* its result is an object */
	json_t *result;	  /* that object, under json */
	struct diag *diag;
};

/* What the store goes by, at this moment. */
struct request_rules shell_rules(const struct shell *s);
/* Reads the operator's own peers, once.  False when they cannot be read, which
 * has been reported: then nothing may be changed. */
bool shell_read_operators(struct shell *s);
/* Finds the caller's AS numbers, by the records in the site's run-dir. */
bool shell_read_registry(struct shell *s);

#endif
