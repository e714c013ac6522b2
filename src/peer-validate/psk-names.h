#ifndef PEER_VALIDATE_PSK_NAMES_H
#define PEER_VALIDATE_PSK_NAMES_H

#include <stdbool.h>
#include <stddef.h>

/* The peers that have a preshared key in psk-dir. */
struct psk_names {
	char **v; /* sorted */
	size_t n, cap;
};

/*
 * Finds the files in DIR that base/psk.h accepts.  One that it does not accept
 * is as if it were not there, and so is a directory that cannot be read: its
 * peer is refused alone, and apply(8) does not meet it.
 */
void psk_names_read(struct psk_names *names, const char *dir);
bool psk_names_have(const struct psk_names *names, const char *name);
void psk_names_free(struct psk_names *names);

#endif
