#ifndef REQUEST_VERIFY_MNTNER_KEYS_H
#define REQUEST_VERIFY_MNTNER_KEYS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/diag.h"
#include "base/ssh-key.h"
#include "stream/revision.h"

#define PGP_FINGERPRINT_TEXT 41 /* 40 digits, upper case, and a NUL */

/* A key-cert object: an OpenPGP key in the registry. */
struct key_cert {
	char *name;				/* "PGPKEY-01234567" */
	char fingerprint[PGP_FINGERPRINT_TEXT]; /* "" where it has none */
	struct buf armor;
};

/* What the registry knows of the maintainer and the AS that a text names. */
struct mntner_keys {
	const char *mntner; /* the caller's */
	uint32_t asn;
	bool there; /* is there such a maintainer? */
	struct ssh_key *ssh;
	size_t nssh;
	char (*pgp)[PGP_FINGERPRINT_TEXT]; /* of pgp-fingerprint lines */
	size_t npgp;
	char **cert; /* names of key-certs in auth lines */
	size_t ncert;
	struct key_cert *certs; /* all of the registry */
	size_t ncerts, certs_cap;
	bool as_there;		  /* is there such an aut-num? */
	bool as_maintained;	  /* by this maintainer? */
	struct revision registry; /* how old the records are */
};

/* Reads the record file PATH; mntner and asn are set.  False, reported, when
 * that is not complete or has no mntner. */
bool mntner_keys_read(struct mntner_keys *keys, const char *path,
    struct diag *diag);
void mntner_keys_free(struct mntner_keys *keys);

/* 40 hexadecimal digits, spaces between them allowed. */
bool pgp_fingerprint_parse(const char *s, size_t n,
    char fingerprint[static PGP_FINGERPRINT_TEXT]);

#endif
