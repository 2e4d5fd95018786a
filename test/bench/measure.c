// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Runs a command and tells its time in ns and its peak memory in KiB: "NS KIB". It is the
 * time of the processor, for the command and for the kernel in its name: what else the
 * machine does hardly changes it.
 */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static long long nanoseconds(const struct timeval *time)
{
	return time->tv_sec * 1000000000LL + time->tv_usec * 1000LL;
}

/* This program is small: a child's peak begins with that of its parent. */
int main(int argc, char **argv)
{
	struct rusage usage;
	int status;
	pid_t pid;

	if (argc < 2)
		return 2;
	pid = fork();
	if (pid == 0) {
		int null = open("/dev/null", O_RDWR);

		dup2(null, STDOUT_FILENO);
		dup2(null, STDERR_FILENO);
		execvp(argv[1], argv + 1);
		_exit(127);
	}
	if (pid < 0 || wait4(pid, &status, 0, &usage) != pid)
		return 1;
	printf("%lld %ld\n", nanoseconds(&usage.ru_utime) + nanoseconds(&usage.ru_stime),
	       usage.ru_maxrss);
	return status ? 1 : 0;
}
