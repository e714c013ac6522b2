/* Unit tests: public keys of SSH. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/ssh-key.h"

#define ED "AAAAC3NzaC1lZDI1NTE5AAAA"
/* 32 bytes of 0x2a. */
#define ED_KEY ED "ICoqKioqKioqKioqKioqKioqKioqKioqKioqKioqKioq"

static void
reads_and_prints(void **state)
{
	char text[SSH_FINGERPRINT_TEXT];
	static const char *const rows[] = {
		"ssh-ed25519 " ED_KEY,
		"ssh-ed25519 " ED_KEY " somebody@example",
		"  ssh-ed25519\t" ED_KEY "\tx \"y\" $(z)",
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct ssh_key key;
		struct why why;
		char *line;

		assert_true(
		    ssh_key_parse(rows[i], strlen(rows[i]), &key, &why));
		line = ssh_key_print(&key);
		assert_string_equal(line, rows[0]);
		assert_int_equal(strlen(ssh_key_fingerprint(text, &key)), 50);
		free(line);
		ssh_key_free(&key);
	}
}

static void
refuses(void **state)
{
	static const char *const rows[] = {
		"",
		"ssh-ed25519",
		"ssh-ed25519 ",
		"ssh-ed25519 " ED,
		"ssh-ed25519 " ED_KEY "=",
		"ssh-ed25519 " ED_KEY "AAAA",
		"ssh-rsa " ED_KEY,
		"SSH-ED25519 " ED_KEY,
		"command=\"x\" ssh-ed25519 " ED_KEY,
		"restrict ssh-ed25519 " ED_KEY,
		"ssh-dss AAAAB3NzaC1kc3M=",
		"ssh-ed25519-cert-v01@openssh.com " ED_KEY,
		"ssh-ed25519 \xc3\xa9" ED_KEY,
		/* Lengths that reach beyond the end. */
		"ssh-ed25519 /////w==",
		"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5/////yoq",
		/* An RSA key of few bits, one with a negative exponent. */
		"ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAAQc=",
		"ssh-rsa AAAAB3NzaC1yc2EAAAAB/wAAAAEH",
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct ssh_key key;
		struct why why;

		if (ssh_key_parse(rows[i], strlen(rows[i]), &key, &why))
			fail_msg("taken: %s", rows[i]);
		assert_non_null(strstr(why.text, "expected"));
	}
}

/* No part of a good key is one. */
static void
refuses_parts(void **state)
{
	static const char row[] = "ssh-ed25519 " ED_KEY;

	(void)state;
	for (size_t n = 0; n < sizeof row - 1; n++) {
		char *part = malloc(n + 1);
		struct ssh_key key;
		struct why why;

		assert_non_null(part);
		memcpy(part, row, n);
		assert_false(ssh_key_parse(part, n, &key, &why));
		free(part);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(reads_and_prints),
		cmocka_unit_test(refuses),
		cmocka_unit_test(refuses_parts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
