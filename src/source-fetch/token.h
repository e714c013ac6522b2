#ifndef SOURCE_FETCH_TOKEN_H
#define SOURCE_FETCH_TOKEN_H

#include <stdbool.h>

#include "base/diag.h"

#define TOKEN_MOST 4096

/* A bearer token (RFC 6750): NUL behind it, "" when there is none. */
struct token {
	char text[TOKEN_MOST + 1];
};

/*
 * Reads the one line of the file PATH.  False when it is no token, or when
 * others than its owner and group can read it; that has been reported, and
 * never with a byte of it.  token_wipe() it in any case.
 */
bool token_read(struct token *t, const char *path, struct diag *diag);
void token_wipe(struct token *t);

/* Is the file PATH there, and no other's to read?  False: reported. */
bool secret_file_ok(const char *path, struct diag *diag);

#endif
