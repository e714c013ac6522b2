/* Unit tests: the files of preshared keys go with their requests. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/hash.h"
#include "base/psk.h"
#include "store/psk-file.h"
#include "store/request-change.h"
#include "store/request-db.h"

static char folder[256] = "/tmp/bf-psk.XXXXXX";
static char router_name[] = "fir";

static struct request_answer
order(struct db *db, enum request_operation operation, enum peer_psk psk)
{
	static struct site_router router;
	static struct site site;
	struct request_rules rules = { &site, NULL, 1764158400 };
	struct request_answer answer;
	struct request_order o = { .operation = operation,
		.by = { "OAK-MNT", "ssh-ed25519 SHA256:x", "192.0.2.1" } };
	struct peer p = { .asn = 64601, .psk = psk };
	static char mntner[] = "OAK-MNT";

	router.name = router_name;
	router.line[ROUTER_WIREGUARD] = 1;
	router.wireguard.base_port = 52000;
	site.routers = &router;
	site.nrouters = 1;
	site.self_service.psk_dir = folder;
	site.self_service.peers_per_as = 1;
	site.self_service.changes_per_hour = 100;
	p.mntner = mntner;
	memset(p.public_key.bytes, 42, sizeof p.public_key.bytes);
	peer_mark(&p, PEER_ASN);
	peer_mark(&p, PEER_MNTNER);
	peer_mark(&p, PEER_PUBLIC_KEY);
	peer_mark(&p, PEER_PSK);
	o.peer = &p;
	assert_true(request_order(db, &rules, &o, &answer));
	return answer;
}

static void
goes_with_its_request(void **state)
{
	char text[PSK_TEXT], again[PSK_TEXT], path[300];
	struct stat st;
	struct why why;
	struct db *db;

	(void)state;
	snprintf(path, sizeof path, "%s/.db", folder);
	db = request_db_open(path, 1000, &why);
	assert_non_null(db);
	assert_null(order(db, REQUEST_CREATE, PSK_YES).refused);
	snprintf(path, sizeof path, "%s/as64601", folder);
	assert_true(psk_read(path, text, &why));
	assert_int_equal(stat(path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(st.st_size, 45);
	/* A change keeps it. */
	assert_null(order(db, REQUEST_CHANGE, PSK_YES).refused);
	assert_true(psk_read(path, again, &why));
	assert_string_equal(text, again);
	assert_null(order(db, REQUEST_CHANGE, PSK_NO).refused);
	assert_int_not_equal(access(path, F_OK), 0);
	assert_null(order(db, REQUEST_CHANGE, PSK_YES).refused);
	assert_null(order(db, REQUEST_REMOVE, PSK_NO).refused);
	assert_int_not_equal(access(path, F_OK), 0);
	/* One that a killed run left is not given to anybody. */
	assert_null(order(db, REQUEST_CREATE, PSK_YES).refused);
	assert_true(psk_read(path, again, &why));
	assert_string_not_equal(text, again);
	/* Read as a private file only. */
	assert_int_equal(chmod(path, 0640), 0);
	assert_false(psk_read(path, again, &why));
	db_close(db);
}

/* psk OPERATION FOLDER: one order on the store in FOLDER, for those who kill
 * it: create, or remove. */
static int
one_order(char **argv)
{
	char path[300];
	struct why why;
	struct db *db;
	bool create = strcmp(argv[1], "create") == 0;

	snprintf(folder, sizeof folder, "%s/psk", argv[2]);
	snprintf(path, sizeof path, "%s/store.db", argv[2]);
	db = request_db_open(path, 1000, &why);
	if (db == NULL)
		return 1;
	order(db, create ? REQUEST_CREATE : REQUEST_REMOVE,
	    create ? PSK_YES : PSK_NO);
	db_close(db);
	return 0;
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(goes_with_its_request),
	};
	char command[300];
	int failed;

	if (argc == 3)
		return hash_init() ? one_order(argv) : 1;
	if (mkdtemp(folder) == NULL || !hash_init())
		return 1;
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	snprintf(command, sizeof command, "rm -rf %s", folder);
	return system(command) != 0 || failed != 0;
}
