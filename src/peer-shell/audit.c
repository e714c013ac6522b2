/* Who did what, with which key and from where. */
#include "peer-shell/audit.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <syslog.h>

#include "base/addr.h"
#include "base/buf.h"
#include "base/file.h"
#include "base/mem.h"
#include "base/ssh-key.h"
#include "peer-shell/reply.h"

#define AUTH_MOST 65536

/* "TYPE SHA256:..." of the first "publickey TYPE BASE64" line of the file that
 * ExposeAuthInfo names; NULL when there is none. */
static char *
key_of(const char *file)
{
	static const char method[] = "publickey ";
	char print[SSH_FINGERPRINT_TEXT], *found = NULL;
	struct buf text = { 0 }, line = { 0 };
	struct ssh_key key;
	struct why why;
	const char *p;

	if (file != NULL &&
	    file_slurp(open(file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW), AUTH_MOST,
		&text) &&
	    (p = strstr(buf_cstr(&text), method)) != NULL) {
		p += sizeof method - 1;
		if (ssh_key_parse(p, strcspn(p, "\n"), &key, &why)) {
			buf_printf(&line, "%s %s", key.type,
			    ssh_key_fingerprint(print, &key));
			found = mem_strdup(buf_cstr(&line));
			ssh_key_free(&key);
		}
	}
	buf_free(&text);
	buf_free(&line);
	return found;
}

/* The address in SSH_CONNECTION. */
static char *
address_of(const char *connection)
{
	char text[ADDR_TEXT];
	struct addr a;
	struct why why;

	if (connection == NULL ||
	    !addr_parse(connection, strcspn(connection, " "), &a, &why))
		return NULL;
	return mem_strdup(addr_print(text, &a));
}

void
audit_start(struct shell *s)
{
	openlog("peer-shell", LOG_PID, LOG_AUTH);
	s->by.key = s->caller.key = key_of(getenv("SSH_USER_AUTH"));
	s->by.from = address_of(getenv("SSH_CONNECTION"));
}

void
audit_say(const struct shell *s, const char *what, const char *name,
    const char *outcome)
{
	char *safe = reply_escaped(name);
	const char *mntner = s->by.mntner != NULL ? s->by.mntner :
	    s->caller.as.n > 0			  ? s->caller.as.v[0] :
						    "a guest";

	syslog(LOG_INFO, "%s %s: %s; by %s, %s, from %s", what, safe, outcome,
	    mntner, s->by.key != NULL ? s->by.key : "no key",
	    s->by.from != NULL ? s->by.from : "nowhere");
	free(safe);
}

void
audit_free(struct shell *s)
{
	free((char *)s->by.key);
	free((char *)s->by.from);
	closelog();
}
