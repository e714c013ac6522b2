/*
 * sessions N COMMAND ...: runs the command while N TCP connections from
 * 127.0.0.1 to port 179 of 127.1.0.1 and on are open, as if they were BGP's.
 */
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

static void
fail(const char *what)
{
	perror(what);
	exit(1);
}

static void
open_one(int listener, unsigned i)
{
	struct sockaddr_in to = { .sin_family = AF_INET,
		.sin_port = htons(179),
		.sin_addr = { htonl(0x7f010001u + i) } };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	if (fd == -1 || connect(fd, (struct sockaddr *)&to, sizeof to) == -1 ||
	    accept4(listener, NULL, NULL, SOCK_CLOEXEC) == -1 ||
	    write(fd, "x", 1) != 1)
		fail("a connection");
}

int
main(int argc, char **argv)
{
	struct sockaddr_in any = { .sin_family = AF_INET,
		.sin_port = htons(179) };
	struct rlimit files = { 65536, 65536 };
	int listener, status, on = 1;
	pid_t pid;

	if (argc < 3)
		return 2;
	setrlimit(RLIMIT_NOFILE, &files);
	listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on) ==
		-1 ||
	    bind(listener, (struct sockaddr *)&any, sizeof any) == -1 ||
	    listen(listener, 64) == -1)
		fail("port 179");
	for (long i = 0; i < atol(argv[1]); i++)
		open_one(listener, (unsigned)i);
	pid = fork();
	if (pid == 0) {
		execvp(argv[2], argv + 2);
		fail(argv[2]);
	}
	if (pid == -1 || waitpid(pid, &status, 0) == -1)
		fail("wait");
	return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
