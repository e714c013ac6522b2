#ifndef REQUEST_VERIFY_SIGNED_INPUT_H
#define REQUEST_VERIFY_SIGNED_INPUT_H

#include <stdbool.h>

#include "base/slice.h"
#include "request-verify/verdict.h"

#define SIGNED_INPUT_MOST ((size_t)64 * 1024)

enum signature_kind {
	SIGNATURE_SSH,
	SIGNATURE_PGP_CLEAR,
	SIGNATURE_PGP_DETACHED
};

/* A signed text as it came, taken apart; nothing in it is believed yet. */
struct signed_input {
	enum signature_kind kind;
	struct slice text;	/* what was signed, before it is unwrapped */
	struct slice signature; /* of PGP_CLEAR: text and signature */
	struct slice key;	/* a block of OpenPGP keys; p NULL: none */
};

/*
 * Finds the one signed text and at most one block of keys in the N bytes at
 * DATA, in which carriage returns before newlines are removed.  What is
 * around them (a mail's header, for one) says nothing.  False with the
 * verdict.
 */
bool signed_input_parse(struct signed_input *in, char *data, size_t n,
    struct verdict *verdict);

#endif
