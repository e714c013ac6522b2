#ifndef REGISTRY_KEYS_KEY_FORMAT_H
#define REGISTRY_KEYS_KEY_FORMAT_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/diag.h"
#include "registry-keys/keyring.h"

/* What the lines say besides the keys. */
struct key_settings {
	const char *shell;  /* peer-shell's path */
	const char *user;   /* whose account all use */
	const char *passwd; /* the file with that account */
};

/* A row of the table of formats: fills TO, or reports why it cannot. */
struct key_format {
	const char *name;
	bool (*print)(struct buf *to, struct keyring *ring,
	    const struct key_settings *settings, struct diag *diag);
};
extern const struct key_format key_formats[];
/* Their names, NULL behind the last. */
extern const char *const key_format_names[];

/* One line of an authorized_keys file: WHO are N maintainers. */
void key_line_print(struct buf *to, const struct key_settings *settings,
    const char *const *who, size_t n, const char *key);

#endif
