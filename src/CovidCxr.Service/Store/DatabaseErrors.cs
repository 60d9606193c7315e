using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace CovidCxr.Service.Store;

/// <summary>Tells a database that cannot answer now from an error of this program.</summary>
internal static class DatabaseErrors
{
    // https://www.sqlite.org/rescode.html, and class 53 of https://www.postgresql.org/docs/current/errcodes-appendix.html
    private const int SqliteFull = 13;
    private const string PostgresDiskFull = "53100";

    /// <summary>Runs a piece of work on the database.</summary>
    /// <exception cref="StoreException">The database cannot do it now.</exception>
    public static async Task<T> GuardAsync<T>(Func<Task<T>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (IsOf(e, out var isDiskFull))
        {
            throw new StoreException(isDiskFull, e);
        }
    }

    /// <summary>Whether an exception says that the database cannot answer or write.</summary>
    /// <param name="error">The exception.</param>
    /// <param name="isDiskFull">Whether its disk is full.</param>
    public static bool IsOf(Exception error, out bool isDiskFull)
    {
        for (var e = error; e is not null; e = e.InnerException)
        {
            isDiskFull = e is SqliteException { SqliteErrorCode: SqliteFull } or PostgresException { SqlState: PostgresDiskFull };
            if (isDiskFull)
                return true;
        }
        isDiskFull = false;
        return error is DbException or DbUpdateException or TimeoutException or InvalidOperationException { InnerException: DbException }
            or Microsoft.EntityFrameworkCore.Storage.RetryLimitExceededException;
    }
}
