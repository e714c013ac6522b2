#ifndef BIRDFEED_SSH_KEY_H
#define BIRDFEED_SSH_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"

/* An SSH public key (RFC 4253, 5656, 8709 and OpenSSH's PROTOCOL.u2f). */
struct ssh_key {
	const char *type; /* "ssh-ed25519"; static */
	uint8_t *blob;	  /* N bytes, in wire format */
	size_t n;
};

/*
 * Parses "TYPE BASE64 [COMMENT]", an authorized_keys line without options.
 * OpenSSH must know the type, and the blob must hold exactly one key of that
 * type.  After success, free KEY with ssh_key_free().
 */
bool ssh_key_parse(const char *s, size_t n, struct ssh_key *key,
    struct why *why);
/* Prints "TYPE BASE64", encoded from the blob.  The caller frees the text with
 * free(3). */
char *ssh_key_print(const struct ssh_key *key);

#define SSH_FINGERPRINT_TEXT 51 /* "SHA256:", 43 of base64, a NUL */
/* Prints the fingerprint as ssh-keygen -l does.  Returns TEXT. */
const char *ssh_key_fingerprint(char text[static SSH_FINGERPRINT_TEXT],
    const struct ssh_key *key);
void ssh_key_free(struct ssh_key *key);

#endif
