# Hearsay's own image: the built distribution on a Java runtime. Build the distribution first (./hearsay version does),
# then: docker build -t hearsay .
FROM eclipse-temurin:17-jre

COPY modules/app/target/distribution /opt/hearsay
RUN mkdir -p /var/lib/hearsay && chown 10001:0 /var/lib/hearsay && chmod 770 /var/lib/hearsay

ENV PATH=/opt/hearsay/bin:$PATH \
    HEARSAY_DATA=/var/lib/hearsay
WORKDIR /var/lib/hearsay
USER 10001:0

ENTRYPOINT ["hearsay"]
CMD ["--help"]
