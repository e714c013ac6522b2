#ifndef BIRDFEED_TOKEN_H
#define BIRDFEED_TOKEN_H

#include <stdbool.h>

#include "base/diag.h"

#define TOKEN_MOST 4096

/* A bearer token (RFC 6750), with a NUL; "" if there is none. */
struct token {
	char text[TOKEN_MOST + 1];
};

/*
 * Reads the only line of the file PATH.  False if it is not a token, or if
 * others than its owner and group can read the file.  That has been reported,
 * without any byte of the token.  Call token_wipe() in any case.
 */
bool token_read(struct token *t, const char *path, struct diag *diag);
void token_wipe(struct token *t);

/* Does the file PATH exist, and is it closed to others?  False: reported. */
bool secret_file_ok(const char *path, struct diag *diag);

#endif
