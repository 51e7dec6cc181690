# syntax=docker/dockerfile:1
# The program, built for the cluster. For a single process: --build-arg GridHost=Embedded.
ARG Dotnet=10.0

FROM mcr.microsoft.com/dotnet/sdk:${Dotnet} AS build
ARG GridHost=Orleans
WORKDIR /source
COPY Directory.Build.props Directory.Packages.props .editorconfig BannedSymbols.txt ./
COPY src src
# Where the packages come from, when not from nuget.org: docker build --secret id=nuget,src=NuGet.Config .
RUN --mount=type=secret,id=nuget,target=/root/.nuget/NuGet/NuGet.Config \
    --mount=type=cache,target=/root/.nuget/packages \
    dotnet publish src/Silo/Aegis.Silo.csproj -c Release -o /app -p:GridHost=${GridHost} -p:AheadOfTime=true -v quiet --nologo \
    && mkdir /data

FROM mcr.microsoft.com/dotnet/aspnet:${Dotnet}
COPY --from=build /app /app
# A volume that is mounted here for the first time belongs to the program's user, who is not root.
COPY --from=build --chown=$APP_UID:$APP_UID /data /data
ENV AEGIS_DATA=/data AEGIS_URLS=http://0.0.0.0:8080 DOTNET_EnableDiagnostics=0
USER $APP_UID
WORKDIR /data
VOLUME /data
EXPOSE 8080
HEALTHCHECK --interval=10s --timeout=6s --start-period=60s --retries=3 \
    CMD ["/app/aegis", "health", "--url", "http://127.0.0.1:8080/health/ready"]
ENTRYPOINT ["/app/aegis"]
CMD ["run"]
