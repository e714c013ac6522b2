#ifndef BIRDFEED_SSH_KEY_H
#define BIRDFEED_SSH_KEY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/why.h"

/* A public key of SSH (RFC 4253, 5656, 8709 and OpenSSH's PROTOCOL.u2f). */
struct ssh_key {
	const char *type;	/* "ssh-ed25519"; static */
	uint8_t *blob;		/* as it goes over the wire */
	size_t n;
};

/*
 * "TYPE BASE64 [COMMENT]", as an authorized_keys line without options.  The
 * type is one that OpenSSH reads, and the blob holds a key of that type and
 * nothing else.  ssh_key_free() what was parsed.
 */
bool ssh_key_parse(const char *s, size_t n, struct ssh_key *key,
    struct why *why);
/* "TYPE BASE64", made of the decoded key; free(3) it. */
char *ssh_key_print(const struct ssh_key *key);

#define SSH_FINGERPRINT_TEXT 51		/* "SHA256:", 43 of base64, a NUL */
/* As ssh-keygen -l prints it. */
const char *ssh_key_fingerprint(char text[static SSH_FINGERPRINT_TEXT],
    const struct ssh_key *key);
void ssh_key_free(struct ssh_key *key);

#endif
