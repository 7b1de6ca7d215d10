/*
 * The floor under forwarding: what sealing and sending alone cost, in C, with nothing around them. For every frame (30 a second) and
 * viewer it seals nine packets of 1,157 bytes by OpenSSL (AES-128-GCM, a context a viewer) and sends them in one run (UDP_SEGMENT), up
 * to 64 runs in a system call, to sockets on loopback that nobody reads, or that another process reads: the sender then pays for waking
 * it. With sound, a packet of 173 bytes every 20 ms: two of five end a run of picture that leaves within 10 ms, three leave alone. Prints
 * the sending process's CPU for each datagram. Bounded in viewers and time.
 *
 *   cc -O2 -o floor floor.c -lcrypto && ./floor 150 12 read sound    # viewers (1 to 1,000), seconds (1 to 60), whether read, with sound
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/udp.h>
#include <openssl/evp.h>
#include <stdint.h>
#include <stdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#ifndef UDP_SEGMENT
#define UDP_SEGMENT 103
#endif

enum { PACKETS = 9, HEADER = 12, PLAIN = 1157, SOUND = 173, TAG = 16, SEALED = PLAIN + TAG, RUN = (PACKETS + 1) * SEALED, BATCH = 64 };

/* What leaves within a tenth of a second: when, how many packets of picture, and whether sound. */
static const struct { int millis, packets, sound; } LEAVE[] = {{0, PACKETS, 1}, {20, 0, 1}, {33, PACKETS, 0}, {40, 0, 1}, {67, PACKETS, 1}, {80, 0, 1}};

static double cpu_micros(void) {
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    return (used.ru_utime.tv_sec + used.ru_stime.tv_sec) * 1e6 + used.ru_utime.tv_usec + used.ru_stime.tv_usec;
}

/* Reads every socket as datagrams come, until the sender ends. */
static void readAll(const int *sinks, int viewers) {
    static unsigned char bytes[64][2048];
    struct mmsghdr messages[64] = {0};
    struct iovec parts[64];
    struct epoll_event ready[64];
    int all = epoll_create1(0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (int i = 0; i < 64; i++) {
        parts[i] = (struct iovec) {bytes[i], sizeof bytes[i]};
        messages[i].msg_hdr = (struct msghdr) {.msg_iov = &parts[i], .msg_iovlen = 1};
    }
    for (int viewer = 0; viewer < viewers; viewer++) {
        struct epoll_event event = {.events = EPOLLIN, .data.fd = sinks[viewer]};
        epoll_ctl(all, EPOLL_CTL_ADD, sinks[viewer], &event);
    }
    while (1) {
        int some = epoll_wait(all, ready, 64, -1);
        for (int i = 0; i < some; i++) {
            recvmmsg(ready[i].data.fd, messages, 64, MSG_DONTWAIT, NULL);
        }
    }
}

/* Seals one packet at that place; returns how long it became. */
static int seal(EVP_CIPHER_CTX *context, unsigned char *at, const unsigned char *plain, int length, uint32_t unique) {
    unsigned char iv[12] = {0};
    int written;
    memcpy(iv + 4, &unique, sizeof unique);
    memcpy(at, plain, HEADER);
    EVP_EncryptInit_ex(context, NULL, NULL, NULL, iv);
    EVP_EncryptUpdate(context, NULL, &written, plain, HEADER);
    EVP_EncryptUpdate(context, at + HEADER, &written, plain + HEADER, length - HEADER);
    EVP_EncryptFinal_ex(context, at + length, &written);
    EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, TAG, at + length);
    return length + TAG;
}

static int asked(int count, char **arguments, const char *word) {
    for (int i = 3; i < count; i++) {
        if (!strcmp(arguments[i], word)) {
            return 1;
        }
    }
    return 0;
}

int main(int count, char **arguments) {
    int viewers = count > 1 ? atoi(arguments[1]) : 150;
    int seconds = count > 2 ? atoi(arguments[2]) : 12;
    if (viewers < 1 || viewers > 1000 || seconds < 1 || seconds > 60) {
        return 2;
    }
    int out = socket(AF_INET, SOCK_DGRAM, 0);
    int room = 4 << 20;
    setsockopt(out, SOL_SOCKET, SO_SNDBUF, &room, sizeof room);
    struct sockaddr_in *to = calloc(viewers, sizeof *to);
    int *sinks = calloc(viewers, sizeof *sinks);
    int reads = asked(count, arguments, "read"), sounds = asked(count, arguments, "sound");
    EVP_CIPHER_CTX **sealing = calloc(viewers, sizeof *sealing);
    for (int viewer = 0; viewer < viewers; viewer++) {
        int sink = socket(AF_INET, SOCK_DGRAM, 0);
        int buffer = reads ? 1 << 20 : 1;
        setsockopt(sink, SOL_SOCKET, SO_RCVBUF, &buffer, sizeof buffer);
        sinks[viewer] = sink;
        to[viewer].sin_family = AF_INET;
        to[viewer].sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof to[viewer];
        if (bind(sink, (struct sockaddr *) &to[viewer], size) || getsockname(sink, (struct sockaddr *) &to[viewer], &size)) {
            perror("A socket for a viewer");
            return 1;
        }
        unsigned char key[16];
        memset(key, viewer, sizeof key);
        sealing[viewer] = EVP_CIPHER_CTX_new();
        EVP_EncryptInit_ex(sealing[viewer], EVP_aes_128_gcm(), NULL, key, NULL);
    }
    pid_t reader = reads ? fork() : 1;
    if (reader == 0) {
        readAll(sinks, viewers);
    }
    unsigned char (*runs)[RUN] = calloc(BATCH, RUN);
    unsigned char plain[PLAIN];
    memset(plain, 7, sizeof plain);
    struct mmsghdr messages[BATCH];
    struct iovec parts[BATCH];
    char controls[BATCH][CMSG_SPACE(sizeof(uint16_t))];
    double began = cpu_micros();
    uint64_t sent = 0;
    uint32_t number = 0;
    struct timespec begin;
    clock_gettime(CLOCK_MONOTONIC, &begin);
    for (int tenth = 0; tenth < seconds * 10; tenth++) {
        for (unsigned leave = 0; leave < sizeof LEAVE / sizeof LEAVE[0]; leave++) {
            int packets = LEAVE[leave].packets, sound = sounds && LEAVE[leave].sound;
            if (packets + sound == 0) {
                continue;
            }
            long due = begin.tv_nsec + (tenth % 10 * 100 + LEAVE[leave].millis) * 1000000L;
            struct timespec next = {.tv_sec = begin.tv_sec + tenth / 10 + due / 1000000000, .tv_nsec = due % 1000000000};
            clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &next, NULL);
            for (int first = 0; first < viewers; first += BATCH) {
                int batch = viewers - first < BATCH ? viewers - first : BATCH;
                memset(messages, 0, sizeof messages);
                for (int i = 0; i < batch; i++) {
                    int length = 0;
                    for (int packet = 0; packet < packets; packet++) {
                        length += seal(sealing[first + i], runs[i] + length, plain, PLAIN, number + packet);
                    }
                    if (sound) {
                        length += seal(sealing[first + i], runs[i] + length, plain, SOUND, number + packets);
                    }
                    parts[i] = (struct iovec) {runs[i], length};
                    messages[i].msg_hdr = (struct msghdr) {
                        .msg_name = &to[first + i], .msg_namelen = sizeof to[0], .msg_iov = &parts[i], .msg_iovlen = 1};
                    if (packets + sound > 1) {
                        messages[i].msg_hdr.msg_control = controls[i];
                        messages[i].msg_hdr.msg_controllen = sizeof controls[i];
                        struct cmsghdr *control = CMSG_FIRSTHDR(&messages[i].msg_hdr);
                        control->cmsg_level = IPPROTO_UDP;
                        control->cmsg_type = UDP_SEGMENT;
                        control->cmsg_len = CMSG_LEN(sizeof(uint16_t));
                        uint16_t segment = SEALED;
                        memcpy(CMSG_DATA(control), &segment, sizeof segment);
                    }
                }
                int done = sendmmsg(out, messages, batch, 0);
                sent += done > 0 ? (uint64_t) done * (packets + sound) : 0;
            }
            number += packets + sound;
        }
    }
    if (reads) {
        kill(reader, SIGKILL);
    }
    printf("datagrams/s %.0f, %.2f us a datagram\n", (double) sent / seconds, (cpu_micros() - began) / sent);
    return 0;
}
