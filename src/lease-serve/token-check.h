#ifndef LEASE_SERVE_TOKEN_CHECK_H
#define LEASE_SERVE_TOKEN_CHECK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/list.h"
#include "base/why.h"
#include "lease-serve/jwk-set.h"

/* The requirements for a user's token.  The lists belong to the site file. */
struct token_rules {
	const struct text_list *issuers;
	const struct text_list *audiences;
	const struct text_list *algorithms; /* names; empty: the standard
						 * rows of jwt-algorithm.c */
};

enum token_verdict {
	TOKEN_GOOD,
	TOKEN_BAD,	   /* it will never be good */
	TOKEN_KEY_UNKNOWN, /* good but for its key, which is not in the
				 * set: a newer set may have it */
	TOKEN_NO_KEYS,	   /* the same, and there is no set */
};

/* The user of a good token.  The texts are freed with token_user_free(). */
struct token_user {
	char *sub;
	char *email; /* verified by the issuer; or NULL */
};

/*
 * Checks the N bytes at TEXT with the keys of SET (NULL: no keys) at
 * NOW, in seconds since 1970.  Sets USER only if the verdict is TOKEN_GOOD,
 * and WHY otherwise.  WHY never quotes the token.
 */
enum token_verdict token_check(const struct token_rules *rules,
    const struct jwk_set *set, const char *text, size_t n, int64_t now,
    struct token_user *user, struct why *why);
void token_user_free(struct token_user *user);

#endif
